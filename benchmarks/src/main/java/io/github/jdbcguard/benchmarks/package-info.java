/** What wrappers of JDBC drivers cost, measured in front of a driver that does nothing. */
@NullMarked
package io.github.jdbcguard.benchmarks;

import org.jspecify.annotations.NullMarked;
