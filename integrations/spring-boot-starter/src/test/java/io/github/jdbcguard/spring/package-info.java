/** Tests of the starter against Spring Boot 3; those of applications are a module of their own. */
@NullMarked
package io.github.jdbcguard.spring;

import org.jspecify.annotations.NullMarked;
