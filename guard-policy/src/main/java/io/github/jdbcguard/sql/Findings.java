package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What was found so far in one statement. */
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

  /** Forgets everything, for the next statement. */
  void clear() {
    operations.clear();
    Arrays.fill(reasons, 0, reasonCount, "");
    reasonCount = 0;
    transaction = TransactionControl.NONE;
    reaches = Set.of();
    functions = Set.of();
    callsForCertain = false;
  }

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
    JudgedStatement plain = isPlain() ? Plain.statement(only(), reasons[0]) : null;
    return plain != null
        ? plain
        : new JudgedStatement(
            operations, transaction, reaches, callsForCertain ? Set.of() : functions, reasons());
  }

  /** Whether it does one thing, and there is no more to say about it. */
  private boolean isPlain() {
    return operations.size() == 1
        && reasonCount == 1
        && transaction == TransactionControl.NONE
        && reaches.isEmpty()
        && functions.isEmpty();
  }

  private Operation only() {
    return operations.iterator().next();
  }
}
