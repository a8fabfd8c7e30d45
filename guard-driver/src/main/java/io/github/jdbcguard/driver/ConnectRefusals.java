package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Defaults.Choice;
import io.github.jdbcguard.policy.Defaults.Question;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Messages;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.target.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the words for what is refused before there is a connection. */
final class ConnectRefusals {

  private ConnectRefusals() {}

  /** Refuses a target that is not what somebody said it is, or must not be opened unsaid. */
  static void check(Session session, String outcome) throws GuardRefusedException {
    Optional<Refusal> refusal = refusal(session, outcome);
    if (refusal.isPresent()) {
      new Journal(session).refused(refusal.get());
      throw refusal.get().exception();
    }
  }

  /** Why nothing is opened; empty where nothing of that kind stands against it. */
  static Optional<Refusal> refusal(Session session, String outcome) {
    if (!session.asExpected()) {
      return Optional.of(unexpected(session, outcome));
    }
    if (session.settings().expected().isEmpty() && session.expectationRequired()) {
      return Optional.of(unstated(session, outcome));
    }
    boolean refuseUndeclared =
        session.policy().answer(Question.UNDECLARED) == Choice.REFUSE_UNDECLARED;
    return refuseUndeclared && session.assignment().names().contains(Assignment.UNDECLARED)
        ? Optional.of(undeclared(session, outcome))
        : Optional.empty();
  }

  /** Refuses a server that is another than it was, by what is remembered of it. */
  static void checkKnownServer(Session session) throws GuardRefusedException {
    Optional<String> objection =
        session
            .surroundings()
            .knownServers()
            .objection(
                session.target().endpoints(),
                session.report(),
                session.environment(),
                session.assignment().environment().level());
    if (objection.isPresent()) {
      Refusal refusal =
          refusal(
              RefusalState.EXPECTATION,
              session,
              "refused to connect: %s. The connection was closed, and nothing was sent."
                  .formatted(objection.get()),
              "a server that is known has to be the same",
              Map.of(
                  "wrong target?",
                  "a tunnel, a port or a name may lead elsewhere than it did; look there first.",
                  "meant it?",
                  "correct the file of known servers, which is yours alone. A known production under another name is better pinned: guard pin URL, with the URL that names production."));
      new Journal(session).refused(refusal);
      throw refusal.exception();
    }
  }

  private static Refusal unexpected(Session session, String outcome) {
    String actual = session.environment();
    String wanted =
        session.settings().expected().stream()
            .filter(name -> !session.isCalled(name))
            .sorted()
            .collect(Collectors.joining("' and '"));
    Map<String, String> advice = new LinkedHashMap<>();
    advice.put(
        "wrong target?",
        "correct host and database in the URL; '%s' was expected.".formatted(wanted));
    advice.put("meant it?", meantIt(session, wanted, actual));
    return refusal(
        RefusalState.EXPECTATION,
        session,
        "refused to connect: the target was said to be '%s', and %s is %s. %s"
            .formatted(wanted, session.target(), actual, outcome),
        "a stated expectation has to hold",
        advice);
  }

  private static Refusal unstated(Session session, String outcome) {
    String actual = session.environment();
    Map<String, String> advice = new LinkedHashMap<>();
    advice.put(
        "wrong target?", "correct host and database in the URL: this one is " + actual + ".");
    advice.put(
        "meant it?",
        "say so: jdbc:guard:@%s:%s…, or guard.expect=%s (GUARD_EXPECT)."
            .formatted(actual, scheme(session), actual));
    return refusal(
        RefusalState.EXPECTATION,
        session,
        "refused to connect: %s is %s, and whoever connects to it has to say so. %s"
            .formatted(session.target(), actual, outcome),
        "an environment with 'expect: required' is opened by its name only",
        advice);
  }

  private static Refusal undeclared(Session session, String outcome) {
    Map<String, String> advice = new LinkedHashMap<>();
    advice.put(
        "wrong target?", "correct the URL; declared are %s.".formatted(session.declaredNames()));
    advice.put(
        "meant it?",
        "declare the target in guard.yaml: an environment with a level and a match entry.");
    return refusal(
        RefusalState.UNDECLARED,
        session,
        "refused to connect: no environment declares %s, and what is undeclared is not opened. %s"
            .formatted(session.target(), outcome),
        "defaults: 'undeclared: refuse'",
        advice);
  }

  /** The beginning of the inner URL, up to its engine. */
  private static String scheme(Session session) {
    return session.target().engine() == Engine.OTHER ? "" : session.target().engine().id() + ":";
  }

  private static Refusal refusal(
      RefusalState state,
      Session session,
      String headline,
      String rule,
      Map<String, String> advice) {
    return Refusal.of(
        state,
        headline,
        session.environment(),
        rule,
        details(state, session),
        advice,
        List.of(),
        "deny");
  }

  private static Map<String, String> details(RefusalState state, Session session) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("target", session.target().toString());
    List<Claim> claims =
        state == RefusalState.UNDECLARED
            ? session.assignment().claims().stream().filter(ConnectRefusals::undeclared).toList()
            : List.of(session.assignment().claim());
    details.put("known by", claims.stream().map(Claim::describe).collect(Collectors.joining("; ")));
    String about = state == RefusalState.UNDECLARED ? Assignment.UNDECLARED : "expect";
    String messages =
        session.assignment().claims().stream()
            .flatMap(claim -> claim.environment().messages().about(about).stream())
            .map(Messages.Message::toString)
            .distinct()
            .collect(Collectors.joining("; "));
    if (!messages.isEmpty()) {
      details.put(Refusals.POLICY_SAYS, messages);
    }
    Refusals.addMissingFile(details, session);
    return details;
  }

  private static boolean undeclared(Claim claim) {
    return claim.environment().name().equals(Assignment.UNDECLARED);
  }

  private static String meantIt(Session session, String wanted, String actual) {
    Set<String> names = session.policy().names();
    Set<String> known = new TreeSet<>(names);
    session.policy().layers().stream()
        .flatMap(layer -> layer.environments().stream())
        .forEach(environment -> known.addAll(environment.aliases()));
    if (known.contains(wanted)) {
      return "say so: jdbc:guard:@%s:… (or take the expectation out of URL and guard.expect)."
          .formatted(actual);
    }
    String hint =
        Nearest.to(wanted, known)
            .map("did you mean '%s'?"::formatted)
            .orElse("declared are " + session.declaredNames() + ".");
    return "no environment is called '%s'; %s".formatted(wanted, hint);
  }

  /** The policy cannot be read, so nothing can be allowed. */
  static GuardRefusedException invalidPolicy(InvalidPolicyException e) {
    List<Fault> faults = e.faults();
    Map<String, String> details = new LinkedHashMap<>();
    Refusals.addFurtherFaults(details, faults);
    return refusal(
        faults.get(0).toString(),
        details,
        "correct the policy; 'guard check FILE' shows the same without connecting.");
  }

  /** A setting of the guard makes no sense. */
  static GuardRefusedException badSetting(String problem) {
    return refusal(problem, Map.of(), "correct the setting.");
  }

  private static GuardRefusedException refusal(
      String problem, Map<String, String> details, String next) {
    String end = problem.endsWith("?") ? "" : ".";
    return Refusal.of(
            RefusalState.POLICY,
            "refused to connect: " + problem + end + " " + Opening.NOTHING_OPENED,
            "",
            "without a valid policy nothing is opened",
            details,
            Map.of("next", next),
            List.of(),
            "deny")
        .exception();
  }
}
