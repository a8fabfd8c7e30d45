/** Tests without a database. */
@NullMarked
package io.github.jdbcguard.liquibase;

import org.jspecify.annotations.NullMarked;
