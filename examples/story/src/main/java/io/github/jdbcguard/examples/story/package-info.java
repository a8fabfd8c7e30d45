/** A migration meant for staging reaches production, without the guard and with it. */
@NullMarked
package io.github.jdbcguard.examples.story;

import org.jspecify.annotations.NullMarked;
