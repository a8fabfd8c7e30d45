/** Starts the service on databases of its own and shows what happens. Not a part of the service. */
@NullMarked
package io.github.jdbcguard.examples.springboot.demonstration;

import org.jspecify.annotations.NullMarked;
