/** Guards the DataSources of Spring Boot applications, and tells of it by the actuator. */
@NullMarked
package io.github.jdbcguard.spring;

import org.jspecify.annotations.NullMarked;
