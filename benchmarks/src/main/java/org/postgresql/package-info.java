/** Where the guard looks for a PostgreSQL driver. */
@NullMarked
package org.postgresql;

import org.jspecify.annotations.NullMarked;
