package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.PolicyCase;
import io.github.jdbcguard.policy.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the tests that policy files hold. */
@Command(
    name = "test",
    description =
        "Runs the tests in policy files, without any database: what each statement would come to, and what was expected.",
    exitCodeList = {
      "0:everything is as expected",
      "1:something is not, or there are no tests",
      "2:a file cannot be read, or is not valid"
    },
    footer = {
      "  guard test guard.yaml",
      "  guard test --organisation /etc/guard/guard.yaml guard.yaml",
      "",
      "Next: a test that fails shows what was expected (-) and what is (+); correct the one or the",
      "other. Let CI run it."
    })
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PolicyArguments policies = new PolicyArguments();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    List<Layer> above =
        policies.organisation().stream()
            .map(file -> PolicyArguments.valid(spec, Layer.Kind.ORGANISATION, file))
            .toList();
    boolean passed = true;
    for (Path file : policies.files()) {
      Layer layer = PolicyArguments.valid(spec, Layer.Kind.TEAM, file);
      List<Layer> layers = new ArrayList<>(above);
      layers.add(layer);
      passed &= passes(file, new Policy(layers), layer.cases());
    }
    return passed ? GuardCommand.FINE : GuardCommand.REFUSED;
  }

  private boolean passes(Path file, Policy policy, List<PolicyCase> cases) {
    Instant now = Instant.now();
    int failed = 0;
    for (PolicyCase one : cases) {
      failed += passes(policy, one, now) ? 0 : 1;
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("file", file.toString());
    summary.put("tests", cases.size());
    summary.put("failed", failed);
    String result =
        cases.isEmpty()
            ? output.painted(Tone.CAUTION, "no tests; add some under 'tests:'")
            : failed == 0
                ? output.painted(Tone.GOOD, "all %d tests pass".formatted(cases.size()))
                : output.painted(Tone.BAD, "%d of %d tests fail".formatted(failed, cases.size()));
    output.print(summary, List.of("%s: %s".formatted(file, result)));
    return failed == 0 && !cases.isEmpty();
  }

  private boolean passes(Policy policy, PolicyCase one, Instant now) {
    Map<String, String> actual = new LinkedHashMap<>();
    try {
      Explanation explanation = Explanation.under(policy, one, now);
      actual.put("environment", explanation.environment());
      actual.put("verdict", explanation.verdict().map(Verdict::id).orElse(""));
      actual.put("rule", explanation.rule());
    } catch (SQLException e) {
      printUnjudged(one, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return false;
    }
    List<String> wrong =
        actual.entrySet().stream()
            .filter(field -> one.expected().containsKey(field.getKey()))
            .filter(field -> !fits(field, one.expected().getOrDefault(field.getKey(), "")))
            .map(Map.Entry::getKey)
            .toList();
    print(one, actual, wrong);
    return wrong.isEmpty();
  }

  private static boolean fits(Map.Entry<String, String> actual, String expected) {
    return actual.getKey().equals("rule")
        ? actual.getValue().startsWith(expected)
        : actual.getValue().equals(expected);
  }

  private void print(PolicyCase one, Map<String, String> actual, List<String> wrong) {
    Map<String, Object> fields = fields(one, wrong.isEmpty());
    fields.put("actual", actual);
    List<String> lines = new ArrayList<>();
    if (!wrong.isEmpty()) {
      lines.addAll(failure(one));
      for (Map.Entry<String, String> field : actual.entrySet()) {
        lines.addAll(difference(field.getKey(), field.getValue(), one, wrong));
      }
    }
    if (output.json() || !lines.isEmpty()) {
      output.print(fields, lines);
    }
  }

  /** A mistake in the test is no verdict: it would pass for a denial. */
  private void printUnjudged(PolicyCase one, String problem) {
    Map<String, Object> fields = fields(one, false);
    fields.put("problem", "cannot be judged: " + problem);
    List<String> lines = new ArrayList<>(failure(one));
    lines.add(output.painted(Tone.BAD, "    cannot be judged: " + problem));
    output.print(fields, lines);
  }

  private static Map<String, Object> fields(PolicyCase one, boolean passed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("test", one.name());
    fields.put("place", one.place().toString());
    fields.put("passed", passed);
    fields.put("expected", one.expected());
    return fields;
  }

  private List<String> failure(PolicyCase one) {
    return List.of(
        "%s: %s: %s".formatted(one.place(), output.painted(Tone.BAD, "fails"), one.name()),
        "    " + ShownUrl.of(one.url()) + (one.sql().isEmpty() ? "" : "  " + one.sql()));
  }

  private List<String> difference(String key, String actual, PolicyCase one, List<String> wrong) {
    if (!wrong.contains(key)) {
      return actual.isEmpty() ? List.of() : List.of("      %-12s %s".formatted(key, actual));
    }
    return List.of(
        output.painted(
            Tone.GOOD, "    - %-12s %s".formatted(key, one.expected().getOrDefault(key, ""))),
        output.painted(
            Tone.BAD, "    + %-12s %s".formatted(key, actual.isEmpty() ? "(none)" : actual)));
  }
}
