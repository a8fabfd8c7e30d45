/** Liquibase's command line, with the guard in its URL. */
@NullMarked
package io.github.jdbcguard.examples.liquibase;

import org.jspecify.annotations.NullMarked;
