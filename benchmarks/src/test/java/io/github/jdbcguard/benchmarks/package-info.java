/** Tests of the stub driver and of the table. */
@NullMarked
package io.github.jdbcguard.benchmarks;

import org.jspecify.annotations.NullMarked;
