/** Asks a person at a real terminal, or finds that there is none. */
package io.github.jdbcguard.terminal;
