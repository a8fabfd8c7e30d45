/** The drivers' own interfaces, with every call judged. */
@NullMarked
package io.github.jdbcguard.vendor;

import org.jspecify.annotations.NullMarked;
