/** What is worth a second look in a policy, and what a change of it changes. */
@org.jspecify.annotations.NullMarked
package io.github.jdbcguard.policy.review;
