/** Pools and frameworks with the guard in the URL, and nothing else of it. */
@NullMarked
package io.github.jdbcguard.frameworks;

import org.jspecify.annotations.NullMarked;
