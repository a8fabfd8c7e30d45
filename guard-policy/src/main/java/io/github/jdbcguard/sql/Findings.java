package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Arrays;
import java.util.EnumSet;

/** What was found so far in one statement; findings are only ever added. */
final class Findings {
  private static final int REASONS = 4;

  private final EnumSet<Operation> operations = EnumSet.noneOf(Operation.class);
  private final String[] reasons = new String[REASONS];
  private int reasonCount;
  private TransactionControl transaction = TransactionControl.NONE;
  private String database = "";

  void add(Operation operation, String why) {
    operations.add(operation);
    reason(why);
  }

  private void reason(String why) {
    for (int i = 0; i < reasonCount; i++) {
      if (reasons[i].equals(why)) {
        return;
      }
    }
    if (reasonCount < REASONS) {
      reasons[reasonCount++] = why;
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
    for (int i = 0; i < other.reasonCount; i++) {
      reason(other.reasons[i]);
    }
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

  private String reasons() {
    return reasonCount == 1
        ? reasons[0]
        : String.join(", ", Arrays.asList(reasons).subList(0, reasonCount));
  }

  JudgedStatement judged() {
    if (operations.isEmpty()) {
      unknown("not understood");
    }
    return new JudgedStatement(operations, transaction, database, reasons());
  }
}
