package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Reach;
import io.github.jdbcguard.target.Endpoint;
import java.util.List;
import java.util.stream.Collectors;

/** What a refusal says of the target, and what to do next about it. */
final class RefusalWords {
  private final Session session;

  RefusalWords(Session session) {
    this.session = session;
  }

  /** For whoever did not mean this target. */
  String wrongTarget(Ruling ruling) {
    Assignment assignment = session.assignment();
    if (!assignment.declared()) {
      return "correct the URL; declared are %s.".formatted(session.declaredNames());
    }
    String what =
        namesTarget(ruling) ? "correct the statement: it reaches" : "correct the URL: this one is";
    return "%s %s.".formatted(what, assignment.environment().name());
  }

  /** For whoever meant it, although it is denied. */
  String meantIt(Ruling ruling, Decision decision) {
    if (!decision.declared()) {
      if (leadsAway(ruling)) {
        return "connect to where it leads; a link cannot be declared.";
      }
      return session.assignment().declared()
          ? "make the server known: 'guard pin URL' for its identity, 'guard mark URL' for its marker."
          : "declare the target in guard.yaml: an environment with a level and a match entry.";
    }
    return decision.operations().contains(Operation.RETARGET)
        ? "open a connection of its own for that."
        : "ask the owners of the policy; no confirmation opens this (%s)."
            .formatted(decision.place());
  }

  /** For whoever does not believe it. */
  String wrongAlarm() {
    return "not what the statement does, or not what the target is? See why: guard explain %sURL 'STATEMENT'."
        .formatted(session.wasAsked() ? "--connect " : "");
  }

  /** For whoever meant it and has only to say so. */
  String howToConfirm(Codes codes, Ruling ruling, boolean lacksReason) {
    Codes.Needed needed = codes.needed(ruling);
    return "run it again with %sGUARD_CONFIRM=%s (good today on this machine, for %s, target and user), or at a terminal."
        .formatted(
            lacksReason ? "GUARD_REASON=\"why\" " : "",
            needed.codes(),
            needed.statements() == 1
                ? "this text"
                : "these %d texts".formatted(needed.statements()));
  }

  /** Why nobody answers for the target, although it may have a name. */
  String undeclared() {
    return session.assignment().declared()
        ? undeclaredClaims().stream().map(Claim::evidence).collect(Collectors.joining(", and "))
        : "no environment declares this target";
  }

  /** What a rule forbids. */
  String denied(Ruling ruling, Decision decision) {
    if (!decision.operations().contains(Operation.RETARGET)) {
      return "is denied";
    }
    String where =
        ruling.judgement().reaches().stream()
            .filter(reach -> reach.kind().next() && !reach.name().isEmpty())
            .map(reach -> " for '%s'".formatted(reach.name()))
            .sorted()
            .collect(Collectors.joining(" and"));
    return "would leave the environment" + where;
  }

  /** The evidence for what decided. */
  String knownBy(Decision decision) {
    return decision.declared() || undeclaredClaims().isEmpty()
        ? session.assignment().evidence()
        : undeclaredClaims().stream()
            .map(Claim::describe)
            .distinct()
            .collect(Collectors.joining("; "));
  }

  private List<Claim> undeclaredClaims() {
    return session.assignment().claims().stream()
        .filter(claim -> claim.environment().name().equals(Assignment.UNDECLARED))
        .toList();
  }

  /** Whether it is the statement that names the target, and not the URL. */
  private boolean namesTarget(Ruling ruling) {
    return ruling.judgement().reaches().stream()
        .filter(reach -> reach.kind() == Reach.Kind.DATABASE || reach.kind() == Reach.Kind.FILE)
        .anyMatch(
            reach ->
                session.target().endpoints().stream()
                    .map(Endpoint::database)
                    .anyMatch(reach.name()::equals));
  }

  private static boolean leadsAway(Ruling ruling) {
    return ruling.judgement().reaches().stream().anyMatch(r -> r.kind() == Reach.Kind.UNKNOWN);
  }
}
