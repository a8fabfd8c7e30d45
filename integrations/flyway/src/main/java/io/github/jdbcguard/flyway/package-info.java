/**
 * A plugin for Flyway 10 to 13: Flyway takes {@code jdbc:guard:} URLs, and tells the guard which
 * migration it runs. Compiled against the newest version, which has every method; an older one does
 * not call what it does not know, so nothing here may name a newer class outside of such a method.
 */
@NullMarked
package io.github.jdbcguard.flyway;

import org.jspecify.annotations.NullMarked;
