/** A small service over a shop's customers: web, Spring Data JPA and the actuator. */
@NullMarked
package io.github.jdbcguard.examples.springboot;

import org.jspecify.annotations.NullMarked;
