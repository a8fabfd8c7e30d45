/** The {@code guard} command. */
@NullMarked
package io.github.jdbcguard.cli;

import org.jspecify.annotations.NullMarked;
