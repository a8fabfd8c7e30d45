/**
 * What is dangerous about a policy, a machine and servers together; found out apart from printing.
 */
@NullMarked
package io.github.jdbcguard.cli.doctor;

import org.jspecify.annotations.NullMarked;
