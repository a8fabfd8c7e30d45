/** Where the guard looks for a driver of DuckDB. */
@NullMarked
package org.duckdb;

import org.jspecify.annotations.NullMarked;
