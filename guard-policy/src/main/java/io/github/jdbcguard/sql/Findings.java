package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was found so far in one statement; findings are only ever added. */
final class Findings {
  private static final int REASONS = 4;

  private final EnumSet<Operation> operations = EnumSet.noneOf(Operation.class);
  private final Set<String> reasons = new LinkedHashSet<>(4);
  private TransactionControl transaction = TransactionControl.NONE;
  private String database = "";

  void add(Operation operation, String why) {
    operations.add(operation);
    if (reasons.size() < REASONS) {
      reasons.add(why);
    }
  }

  /** Notes an operation that needs no reason beside others. */
  void add(Operation operation) {
    operations.add(operation);
  }

  void unknown(String why) {
    add(Operation.UNKNOWN, why);
  }

  void addAll(Findings other) {
    operations.addAll(other.operations);
    reasons.addAll(other.reasons);
  }

  void control(TransactionControl control, String why) {
    transaction = control;
    add(Operation.SESSION, why);
  }

  void retarget(String name, String why) {
    database = name;
    add(Operation.RETARGET, why);
  }

  boolean has(Operation operation) {
    return operations.contains(operation);
  }

  void remove(Operation operation) {
    operations.remove(operation);
  }

  JudgedStatement judged() {
    if (operations.isEmpty()) {
      unknown("not understood");
    }
    return new JudgedStatement(operations, transaction, database, String.join(", ", reasons));
  }
}
