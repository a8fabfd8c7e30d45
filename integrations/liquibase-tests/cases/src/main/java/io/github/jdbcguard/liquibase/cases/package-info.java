/** What is tested with each version of Liquibase, on PostgreSQL. */
@NullMarked
package io.github.jdbcguard.liquibase.cases;

import org.jspecify.annotations.NullMarked;
