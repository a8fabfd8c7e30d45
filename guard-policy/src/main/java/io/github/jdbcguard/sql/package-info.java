/** What a statement would do: a lexer that judges, and a parser that explains. */
@NullMarked
package io.github.jdbcguard.sql;

import org.jspecify.annotations.NullMarked;
