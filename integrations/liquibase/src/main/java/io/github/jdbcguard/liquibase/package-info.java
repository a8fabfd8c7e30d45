/** Liquibase with {@code jdbc:guard:} URLs. */
@NullMarked
package io.github.jdbcguard.liquibase;

import org.jspecify.annotations.NullMarked;
