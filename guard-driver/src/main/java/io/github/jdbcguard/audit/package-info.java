/** Writes down what was decided, before it is carried out. */
@NullMarked
package io.github.jdbcguard.audit;

import org.jspecify.annotations.NullMarked;
