package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What was found so far in one statement; findings are only ever added. */
final class Findings {
  private static final int REASONS = 4;
  private static final int MOST_REACHES = 32;
  private static final int MOST_FUNCTIONS = 32;
  private static final Reach TOO_MANY = Reach.of(Reach.Kind.UNKNOWN, "too many databases");

  private final EnumSet<Operation> operations = EnumSet.noneOf(Operation.class);
  private final String[] reasons = new String[REASONS];
  private int reasonCount;
  private TransactionControl transaction = TransactionControl.NONE;

  /** Most statements reach nothing else. */
  private Set<Reach> reaches = Set.of();

  private Set<FunctionName> functions = Set.of();
  private boolean callsForCertain;

  void add(Operation operation, String why) {
    add(operation);
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
    callsForCertain |= operation == Operation.CALL;
  }

  /** Notes a call of a function of which nothing is known. */
  void callUnknown(FunctionName function, String why) {
    operations.add(Operation.CALL);
    reason(why);
    add(Set.of(function), false);
  }

  void unknown(String why) {
    add(Operation.UNKNOWN, why);
  }

  void addAll(Findings other) {
    operations.addAll(other.operations);
    for (int i = 0; i < other.reasonCount; i++) {
      reason(other.reasons[i]);
    }
    other.reaches.forEach(this::reach);
    add(other.functions, other.callsForCertain);
  }

  /** Notes what a statement does that is part of this one. */
  void addAll(JudgedStatement inner) {
    operations.addAll(inner.operations());
    reason(inner.why());
    inner.reaches().forEach(this::reach);
    add(inner.functions(), inner.callsForCertain());
  }

  private void add(Set<FunctionName> more, boolean forCertain) {
    callsForCertain |= forCertain;
    if (!more.isEmpty()) {
      functions = functions.isEmpty() ? new HashSet<>(4) : functions;
      functions.addAll(more);
      callsForCertain |= functions.size() > MOST_FUNCTIONS;
    }
  }

  void control(TransactionControl control, String why) {
    transaction = control;
    add(Operation.SESSION, why);
  }

  Set<Reach> reaches() {
    return reaches;
  }

  void reach(Reach reach) {
    if (reaches.isEmpty()) {
      reaches = new HashSet<>(4);
    }
    if (reaches.size() < MOST_REACHES) {
      reaches.add(reach);
    } else {
      reaches.add(TOO_MANY);
    }
  }

  /** Notes that the statement reaches a place which its text does not tell. */
  void reachUnknown(String by) {
    reach(Reach.of(Reach.Kind.UNKNOWN, by));
  }

  /** Notes that the text does not tell which database of the server it reaches. */
  void reachAnyDatabase() {
    reach(Reach.of(Reach.Kind.DATABASE, Reach.ANY));
  }

  /** Notes that later statements reach something else. */
  void retarget(Reach.Kind kind, String name, String why) {
    reach(Reach.of(kind, name));
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
    return new JudgedStatement(
        operations, transaction, reaches, callsForCertain ? Set.of() : functions, reasons());
  }
}
