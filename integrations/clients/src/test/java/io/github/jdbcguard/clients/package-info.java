/** SQL clients, and class loaders as theirs, with the one jar of the guard. */
@NullMarked
package io.github.jdbcguard.clients;

import org.jspecify.annotations.NullMarked;
