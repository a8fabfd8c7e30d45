package io.github.jdbcguard.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One statement of a text and what it would do.
 *
 * @param operations never empty
 * @param transaction what the statement does to the current transaction, as far as its text says
 * @param reaches what it names beyond what the connection is to; with {@link Operation#RETARGET}
 *     there is one that is about later statements
 * @param why what in the text settled the operations, for people: {@code "UPDATE without WHERE"}
 */
public record JudgedStatement(
    Set<Operation> operations, TransactionControl transaction, Set<Reach> reaches, String why) {

  public JudgedStatement {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a statement without operations would pass unseen");
    }
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
    reaches = Set.copyOf(reaches);
  }

  /** What a statement does to the current transaction. */
  public enum TransactionControl {
    NONE,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO_SAVEPOINT,
    /** COMMIT or ROLLBACK that begins the next transaction at once. */
    END_AND_CHAIN
  }
}
