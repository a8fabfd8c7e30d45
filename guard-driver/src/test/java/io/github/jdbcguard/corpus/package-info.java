/** Statements of every dialect with what real engines say of them. */
@NullMarked
package io.github.jdbcguard.corpus;

import org.jspecify.annotations.NullMarked;
