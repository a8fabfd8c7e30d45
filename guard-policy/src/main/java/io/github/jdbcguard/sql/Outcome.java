package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The judgement of a text under one reading.
 *
 * @param dead a server that reads so gives up within the last statement and runs only those before
 */
record Outcome(List<JudgedStatement> statements, boolean dead) {

  /** What is as strict as every reading that a server may have. */
  static Outcome strictest(List<Outcome> readings) {
    if (readings.size() == 1) {
      return readings.get(0);
    }
    if (readings.stream().allMatch(Outcome::dead)) {
      return readings.stream().skip(1).reduce(readings.get(0), Outcome::both);
    }
    return readings.stream()
        .filter(o -> !o.dead)
        .reduce(Outcome::both)
        .map(alive -> alive.after(readings))
        .orElseThrow();
  }

  /** Adds what dead readings would run before they stop. */
  private Outcome after(List<Outcome> readings) {
    Outcome result = this;
    for (Outcome reading : readings) {
      List<JudgedStatement> run =
          reading.dead ? reading.statements.subList(0, reading.statements.size() - 1) : List.of();
      for (int i = 0; i < run.size(); i++) {
        if (i >= statements.size() || !covers(statements.get(i), run.get(i))) {
          result = result.joined(new Outcome(run, false));
        }
      }
    }
    return result;
  }

  private static boolean covers(JudgedStatement one, JudgedStatement other) {
    return one.operations().containsAll(other.operations())
        && one.reaches().containsAll(other.reaches())
        && one.transaction() == other.transaction()
        && (one.callsForCertain()
            || (!other.callsForCertain() && one.functions().containsAll(other.functions())));
  }

  private Outcome both(Outcome other) {
    if (statements.isEmpty() || other.statements.isEmpty()) {
      return (statements.isEmpty() ? other : this).uncertain();
    }
    if (statements.size() == other.statements.size()) {
      return pairwise(other);
    }
    return agrees(other) ? new Outcome(longer(other), dead) : joined(other);
  }

  private boolean agrees(Outcome other) {
    return operations(statements).equals(operations(other.statements))
        && reaches(statements).equals(reaches(other.statements))
        && functions(statements).equals(functions(other.statements))
        && callsForCertain() == other.callsForCertain()
        && controls().equals(other.controls());
  }

  private boolean callsForCertain() {
    return statements.stream().anyMatch(JudgedStatement::callsForCertain);
  }

  private List<TransactionControl> controls() {
    return statements.stream()
        .map(JudgedStatement::transaction)
        .filter(control -> control != TransactionControl.NONE)
        .toList();
  }

  /** The same where a server may run none of it. */
  private Outcome uncertain() {
    List<JudgedStatement> result = new ArrayList<>();
    for (JudgedStatement s : statements) {
      TransactionControl control = control(s.transaction(), TransactionControl.NONE);
      result.add(new JudgedStatement(s.operations(), control, s.reaches(), s.functions(), s.why()));
    }
    return new Outcome(result, dead);
  }

  /** Where servers may not agree, a transaction may begin, and none ends for certain. */
  private static TransactionControl control(TransactionControl one, TransactionControl two) {
    if (one == two) {
      return one;
    }
    if (one == TransactionControl.AUTOCOMMIT_OFF || two == TransactionControl.AUTOCOMMIT_OFF) {
      return TransactionControl.AUTOCOMMIT_OFF;
    }
    return begins(one) || begins(two) ? TransactionControl.BEGIN : TransactionControl.NONE;
  }

  private static boolean begins(TransactionControl control) {
    return control == TransactionControl.BEGIN || control == TransactionControl.END_AND_CHAIN;
  }

  private List<JudgedStatement> longer(Outcome other) {
    return statements.size() >= other.statements.size() ? statements : other.statements;
  }

  private Outcome pairwise(Outcome other) {
    List<JudgedStatement> result = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      result.add(union(statements.get(i), other.statements.get(i)));
    }
    return new Outcome(result, dead);
  }

  private static JudgedStatement union(JudgedStatement one, JudgedStatement two) {
    EnumSet<Operation> operations = EnumSet.copyOf(one.operations());
    operations.addAll(two.operations());
    TransactionControl control = control(one.transaction(), two.transaction());
    Set<Reach> reaches = new HashSet<>(one.reaches());
    reaches.addAll(two.reaches());
    return new JudgedStatement(operations, control, reaches, functions(one, two), one.why());
  }

  private static Set<FunctionName> functions(JudgedStatement one, JudgedStatement two) {
    if (one.callsForCertain() || two.callsForCertain()) {
      return Set.of();
    }
    Set<FunctionName> functions = new HashSet<>(one.functions());
    functions.addAll(two.functions());
    return functions;
  }

  /** One statement that stands for all, where the readings do not even agree on their number. */
  private Outcome joined(Outcome other) {
    EnumSet<Operation> operations = EnumSet.of(Operation.UNKNOWN);
    operations.addAll(operations(statements));
    operations.addAll(operations(other.statements));
    Set<Reach> reaches = new HashSet<>(reaches(statements));
    reaches.addAll(reaches(other.statements));
    String why = "servers may read this text in several ways";
    return new Outcome(
        List.of(JudgedStatement.of(operations, TransactionControl.NONE, reaches, why)), dead);
  }

  private static Set<Operation> operations(List<JudgedStatement> statements) {
    EnumSet<Operation> all = EnumSet.noneOf(Operation.class);
    statements.forEach(statement -> all.addAll(statement.operations()));
    return all;
  }

  private static Set<Reach> reaches(List<JudgedStatement> statements) {
    Set<Reach> all = new HashSet<>();
    statements.forEach(statement -> all.addAll(statement.reaches()));
    return all;
  }

  private static Set<FunctionName> functions(List<JudgedStatement> statements) {
    Set<FunctionName> all = new HashSet<>();
    statements.forEach(statement -> all.addAll(statement.functions()));
    return all;
  }

  /** The same with an operation more in every statement. */
  Outcome with(Operation operation, String why) {
    List<JudgedStatement> result = new ArrayList<>();
    for (JudgedStatement s : statements) {
      EnumSet<Operation> operations = EnumSet.copyOf(s.operations());
      operations.add(operation);
      result.add(new JudgedStatement(operations, s.transaction(), s.reaches(), s.functions(), why));
    }
    return new Outcome(result, dead);
  }
}
