package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import io.github.jdbcguard.policy.review.DecisionChange;
import io.github.jdbcguard.policy.review.PolicyDiff;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which decisions two policies make differently. */
@Command(
    name = "diff",
    description =
        "Tells which decisions change from one policy to another: what a review of guard.yaml is about.",
    exitCodeList = {
      "0:nothing becomes weaker",
      "1:something is allowed that was not, or is asked for that was denied",
      "2:a file cannot be read, or is not valid"
    },
    footer = {
      "  git show main:guard.yaml > old.yaml; guard diff old.yaml guard.yaml",
      "",
      "Next: read the lines that say WEAKER. Compared are connections that stand for each match",
      "entry of both files, from everywhere, with every operation; entries with a regular expression",
      "are not."
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      converter = ExistingFile.class,
      description = "The policy as it was.")
  private Path old = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "NEW",
      converter = ExistingFile.class,
      description = "The policy as it shall be.")
  private Path young = Path.of("");

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    Policy before = policy(old);
    Policy after = policy(young);
    List<DecisionChange> changes = PolicyDiff.between(before, after, Instant.now());
    List<String> terms = PolicyDiff.changedTerms(before, after);
    changes.forEach(this::print);
    terms.forEach(term -> output.print(Map.of("terms", term), List.of("terms     " + term)));
    if (changes.isEmpty() && terms.isEmpty() && !output.json()) {
      output.print(Map.of(), List.of("no decision changes"));
    }
    return changes.stream().anyMatch(DecisionChange::weaker)
        ? GuardCommand.REFUSED
        : GuardCommand.FINE;
  }

  private Policy policy(Path file) {
    try {
      return new Policy(List.of(PolicyFiles.read(Layer.Kind.TEAM, file.toString(), file)));
    } catch (InvalidPolicyException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void print(DecisionChange change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weaker", change.weaker());
    fields.put("target", change.target());
    fields.put("environment", change.environment());
    fields.put("new_environment", change.newEnvironment());
    fields.put("origins", change.origins().stream().map(Origin::id).toList());
    fields.put("operations", change.operations());
    fields.put("verdict", change.before().id());
    fields.put("new_verdict", change.after().id());
    fields.put("rule", change.rule());
    fields.put("new_rule", change.newRule());
    change.moment().ifPresent(moment -> fields.put("at", moment.toString()));
    output.print(fields, lines(change));
  }

  private List<String> lines(DecisionChange change) {
    List<String> lines = new ArrayList<>();
    String environment =
        change.environment().equals(change.newEnvironment())
            ? change.environment()
            : change.environment() + " → " + change.newEnvironment();
    String kind =
        change.before() == change.after()
            ? "renamed  "
            : change.weaker()
                ? output.painted(Tone.BAD, "WEAKER   ")
                : output.painted(Tone.GOOD, "stricter ");
    lines.add(
        "%s %s (%s): %s: %s → %s"
            .formatted(
                kind,
                environment,
                change.target(),
                String.join(", ", change.operations()),
                change.before().id(),
                change.after().id()));
    lines.add("            from     " + origins(change));
    change.moment().ifPresent(moment -> lines.add("            at       " + moment));
    lines.add("            was      " + change.rule());
    lines.add("            is       " + change.newRule());
    return lines;
  }

  private static String origins(DecisionChange change) {
    return change.origins().size() == Origin.values().length
        ? "everywhere"
        : String.join(", ", change.origins().stream().map(Origin::id).toList());
  }
}
