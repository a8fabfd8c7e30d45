/** What the team declared, and what follows from it for a target and an operation. */
@NullMarked
package io.github.jdbcguard.policy;

import org.jspecify.annotations.NullMarked;
