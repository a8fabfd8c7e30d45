/** Policy files: where they are found, how they are read, and what may stand in them. */
@org.jspecify.annotations.NullMarked
package io.github.jdbcguard.policy.file;
