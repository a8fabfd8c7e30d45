/** Which database a JDBC URL with its properties really reaches. */
@NullMarked
package io.github.jdbcguard.target;

import org.jspecify.annotations.NullMarked;
