package io.github.jdbcguard.sql;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One statement of a text and what it would do.
 *
 * @param operations never empty
 * @param transaction what the statement does to the current transaction, as far as its text says
 * @param reaches what it names beyond what the connection is to; with {@link Operation#RETARGET}
 *     there is one that is about later statements
 * @param functions the functions of which nothing is known, where they are all that makes it an
 *     {@link Operation#CALL}: whoever knows more of them may know that it is none; else empty
 * @param why what in the text settled the operations, for people: {@code "UPDATE without WHERE"}
 */
public record JudgedStatement(
    Set<Operation> operations,
    TransactionControl transaction,
    Set<Reach> reaches,
    Set<FunctionName> functions,
    String why) {

  /** The sets of one operation, which most statements have: the same objects are found faster. */
  private static final Map<Operation, Set<Operation>> ALONE = new EnumMap<>(Operation.class);

  static {
    for (Operation operation : Operation.values()) {
      ALONE.put(operation, Set.of(operation));
    }
  }

  public JudgedStatement {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a statement without operations would pass unseen");
    }
    operations =
        operations.size() == 1
            ? Objects.requireNonNull(ALONE.get(operations.iterator().next()))
            : Collections.unmodifiableSet(EnumSet.copyOf(operations));
    reaches = Set.copyOf(reaches);
    functions = Set.copyOf(functions);
  }

  /** The same for a statement without calls of functions that nobody knows. */
  public static JudgedStatement of(
      Set<Operation> operations, TransactionControl transaction, Set<Reach> reaches, String why) {
    return new JudgedStatement(operations, transaction, reaches, Set.of(), why);
  }

  /** Whether something else than a function of which nothing is known makes it a call. */
  boolean callsForCertain() {
    return operations.contains(Operation.CALL) && functions.isEmpty();
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
    END_AND_CHAIN,
    /** From now on every statement belongs to a transaction, or may do so. */
    AUTOCOMMIT_OFF,
    /** Commits if every statement belonged to a transaction until now; else it does nothing. */
    AUTOCOMMIT_ON
  }
}
