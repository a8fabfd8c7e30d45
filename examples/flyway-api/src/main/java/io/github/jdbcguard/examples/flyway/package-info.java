/** Flyway migrates through a guarded DataSource. */
@NullMarked
package io.github.jdbcguard.examples.flyway;

import org.jspecify.annotations.NullMarked;
