package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Clerk;
import io.github.jdbcguard.sql.Operation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out what the policy says of a text at the moment it is asked: with every change of database
 * judged by where it leads, and with what only the clerk notices.
 */
final class Deciding {
  private final Session session;
  private final Decisions decisions;
  private final Reaching reaching;

  /**
   * Decides for one session.
   *
   * @param session of everything that has a say
   * @param reaching tells what leads out of the connection's own environments
   */
  Deciding(Session session, Reaching reaching) {
    this.session = session;
    this.reaching = reaching;
    this.decisions = session.decisions();
  }

  /**
   * What was decided.
   *
   * @param operations all that the text does, as far as they were decided on
   * @param tables what it touches, for messages; none where it is simply allowed
   */
  record Decided(Decision decision, Set<Operation> operations, List<String> tables) {
    Decided {
      operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
      tables = List.copyOf(tables);
    }

    /** Whether nobody has to be asked. */
    boolean passes() {
      return !decision.verdict().stricterThan(Verdict.WARN);
    }

    /** Whether it does more than to read and to set up the session. */
    boolean changes() {
      return operations.stream().anyMatch(operation -> operation.group().changes());
    }
  }

  /** What holds for the text now. */
  Decided decide(Ruling ruling) {
    Decided byText = byText(ruling);
    return switch (byText.decision().verdict()) {
      case ALLOW -> byText;
      case DENY -> new Decided(byText.decision(), byText.operations(), tables(ruling));
      case WARN, CONFIRM, APPROVE -> withClerk(ruling, byText);
    };
  }

  /**
   * What holds now for texts that are sent together.
   *
   * @param whole all of them as one
   */
  Decided decide(Ruling whole, List<Ruling> parts) {
    // An exception is for one text alone, so where there may be one, each text is judged by itself.
    return decisions.varies() && parts.size() > 1
        ? parts.stream().distinct().map(this::decide).reduce(Deciding::strictest).orElseThrow()
        : decide(whole);
  }

  /** The same before the clerk has read the text. */
  Decided byText(Ruling ruling) {
    Set<Operation> operations = whereItLeads(ruling);
    // Where something is reached, others may have ruled before all had their say.
    boolean settled = !decisions.varies() && ruling.judgement().reaches().isEmpty();
    Decision decision = settled ? ruling.decision() : decide(operations, ruling.sql());
    return new Decided(decision, operations, List.of());
  }

  /** What would hold now if the functions that it calls did nothing but read. */
  Decided withoutCalls(Ruling ruling, Decided decided) {
    EnumSet<Operation> rest = EnumSet.copyOf(decided.operations());
    rest.remove(Operation.CALL);
    rest.add(Operation.READ);
    return new Decided(decide(rest, ruling.sql()), rest, decided.tables());
  }

  /** What holds now for an operation that has no text. */
  Verdict verdict(Operation operation) {
    return decide(EnumSet.of(operation), "").verdict();
  }

  /**
   * The operations, with every change of target judged by where it leads: within the same
   * environments it is nothing, out of them it is denied.
   */
  private Set<Operation> whereItLeads(Ruling ruling) {
    Set<Operation> operations = ruling.judgement().operations();
    if (ruling.judgement().reaches().stream().noneMatch(reach -> reach.kind().next())) {
      return operations;
    }
    EnumSet<Operation> rest = EnumSet.of(Operation.SESSION);
    rest.addAll(operations);
    rest.remove(Operation.RETARGET);
    if (reaching.leaves(ruling.judgement().reaches())) {
      rest.add(Operation.RETARGET);
    }
    return rest;
  }

  private Decided withClerk(Ruling ruling, Decided byText) {
    Clerk.Report report = Clerk.read(decisions.dialect(), ruling.sql());
    EnumSet<Operation> all = EnumSet.copyOf(byText.operations());
    all.addAll(report.operations());
    withoutTheMilder(all, byText.operations());
    Decision decision = byText.decision();
    if (!all.equals(byText.operations()) && decision.verdict() != Verdict.DENY) {
      Decision both = decide(all, ruling.sql());
      decision = both.verdict().stricterThan(decision.verdict()) ? both : decision;
    }
    List<String> tables = report.tables().isEmpty() ? tables(ruling) : report.tables();
    return new Decided(decision, all, tables);
  }

  /** What a text touches, by its tokens: no parser reads all that people send. */
  List<String> tables(Ruling ruling) {
    return decisions.tables(ruling.sql());
  }

  /** What the judge calls a change of all rows is no change of some rows beside. */
  private static void withoutTheMilder(EnumSet<Operation> all, Set<Operation> judged) {
    if (judged.contains(Operation.DELETE_ALL) && !judged.contains(Operation.DELETE)) {
      all.remove(Operation.DELETE);
    }
    if (judged.contains(Operation.UPDATE_ALL) && !judged.contains(Operation.UPDATE)) {
      all.remove(Operation.UPDATE);
    }
  }

  private Decision decide(Set<Operation> operations, String sql) {
    return decisions.decide(operations, sql, session.surroundings().clock());
  }

  /** Of two the stricter; where both say the same, it is about the operations of both. */
  private static Decided strictest(Decided one, Decided other) {
    Decided first = other.decision().verdict().stricterThan(one.decision().verdict()) ? other : one;
    Decided second = first.equals(one) ? other : one;
    Decision decision = first.decision();
    EnumSet<Operation> concerned = EnumSet.copyOf(decision.operations());
    if (second.decision().verdict() == decision.verdict()) {
      concerned.addAll(second.decision().operations());
    }
    EnumSet<Operation> operations = EnumSet.copyOf(one.operations());
    operations.addAll(other.operations());
    return new Decided(
        new Decision(
            decision.verdict(),
            decision.environment(),
            decision.declared(),
            concerned,
            decision.rule(),
            decision.place(),
            decision.note(),
            decision.confirmation(),
            authorities(first, second)),
        operations,
        tables(one, other));
  }

  /** Of both, where both need the same consent. */
  private static List<Authority> authorities(Decided first, Decided second) {
    boolean alike = first.decision().verdict() == second.decision().verdict();
    return java.util.stream.Stream.of(first, second)
        .filter(decided -> alike || decided.equals(first))
        .flatMap(decided -> decided.decision().authorities().stream())
        .distinct()
        .toList();
  }

  private static List<String> tables(Decided one, Decided other) {
    return java.util.stream.Stream.concat(one.tables().stream(), other.tables().stream())
        .distinct()
        .toList();
  }
}
