/** Tests that run with each version of Flyway, on the databases of a shop. */
@NullMarked
package io.github.jdbcguard.flyway.tests;

import org.jspecify.annotations.NullMarked;
