/**
 * The JDBC driver: every way to the server leads through {@link io.github.jdbcguard.driver.Gate}.
 */
@NullMarked
package io.github.jdbcguard.driver;

import org.jspecify.annotations.NullMarked;
