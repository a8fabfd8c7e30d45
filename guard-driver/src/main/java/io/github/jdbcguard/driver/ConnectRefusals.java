package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the words for what is refused before there is a connection. */
final class ConnectRefusals {
  private static final String NOTHING_OPENED = "Nothing was opened.";

  private ConnectRefusals() {}

  /** Refuses a target that is not what somebody said it is. */
  static void checkExpectation(Session session, String outcome) throws GuardRefusedException {
    Set<String> expected = session.settings().expected();
    String actual = session.environment();
    if (expected.isEmpty() || expected.equals(Set.of(actual))) {
      return;
    }
    String wanted =
        expected.stream()
            .filter(name -> !name.equals(actual))
            .sorted()
            .collect(Collectors.joining("' and '"));
    Map<String, String> details = new LinkedHashMap<>();
    details.put("target", session.target().toString());
    details.put("known by", session.assignment().evidence());
    Map<String, String> advice = new LinkedHashMap<>();
    advice.put(
        "wrong target?",
        "correct host and database in the URL; '%s' was expected.".formatted(wanted));
    advice.put("meant it?", meantIt(session, wanted, actual));
    Refusal refusal =
        Refusal.of(
            RefusalState.EXPECTATION,
            "refused to connect: the target was said to be '%s', and %s is %s. %s"
                .formatted(wanted, session.target(), actual, outcome),
            actual,
            "a stated expectation has to hold",
            details,
            advice,
            List.of(),
            "deny");
    new Journal(session).refused(refusal);
    throw refusal.exception();
  }

  private static String meantIt(Session session, String wanted, String actual) {
    Set<String> names = session.policy().names();
    if (names.contains(wanted)) {
      return "say so: jdbc:guard:@%s:… (or take the expectation out of URL and guard.expect)."
          .formatted(actual);
    }
    String hint =
        Nearest.to(wanted, names)
            .map("did you mean '%s'?"::formatted)
            .orElse(
                "declared are " + names.stream().sorted().collect(Collectors.joining(", ")) + ".");
    return "no environment is called '%s'; %s".formatted(wanted, hint);
  }

  /** The policy cannot be read, so nothing can be allowed. */
  static GuardRefusedException invalidPolicy(InvalidPolicyException e) {
    List<Fault> faults = e.faults();
    Map<String, String> details = new LinkedHashMap<>();
    for (int i = 1; i < faults.size(); i++) {
      details.put("and " + i, faults.get(i).toString());
    }
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
            "refused to connect: " + problem + end + " " + NOTHING_OPENED,
            "",
            "without a valid policy nothing is opened",
            details,
            Map.of("next", next),
            List.of(),
            "deny")
        .exception();
  }
}
