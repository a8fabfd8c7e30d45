/** What a server says of itself, and what it can be told to refuse by itself. */
@NullMarked
package io.github.jdbcguard.server;

import org.jspecify.annotations.NullMarked;
