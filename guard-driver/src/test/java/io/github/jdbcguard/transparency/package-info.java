/**
 * The same JDBC sessions raw and guarded: nothing may tell the two apart on an open environment.
 */
@NullMarked
package io.github.jdbcguard.transparency;

import org.jspecify.annotations.NullMarked;
