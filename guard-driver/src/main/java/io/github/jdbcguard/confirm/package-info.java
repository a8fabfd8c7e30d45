/** Asks a person, at a terminal or by a code, whether a statement is meant. */
@NullMarked
package io.github.jdbcguard.confirm;

import org.jspecify.annotations.NullMarked;
