/** Where a driver of YugabyteDB would be. */
@NullMarked
package com.yugabyte;

import org.jspecify.annotations.NullMarked;
