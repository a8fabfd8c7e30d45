/** Keeps the ledger of approvals, and the lines of the audit, in a database that machines share. */
@NullMarked
package io.github.jdbcguard.store;

import org.jspecify.annotations.NullMarked;
