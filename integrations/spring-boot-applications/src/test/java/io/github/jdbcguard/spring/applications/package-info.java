/** The application of the example, on every Spring Boot that the starter is for. */
@NullMarked
package io.github.jdbcguard.spring.applications;

import org.jspecify.annotations.NullMarked;
