/** A shop with a staging and a production database, and tools that are run as processes. */
@NullMarked
package io.github.jdbcguard.testing;

import org.jspecify.annotations.NullMarked;
