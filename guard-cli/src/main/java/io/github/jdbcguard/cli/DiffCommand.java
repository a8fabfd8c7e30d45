package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.review.DecisionChange;
import io.github.jdbcguard.policy.review.PolicyDiff;
import io.github.jdbcguard.policy.review.TermChange;
import io.github.jdbcguard.policy.review.TermDiff;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which decisions two policies make differently. */
@Command(
    name = "diff",
    description =
        "Tells which decisions and terms change from one policy to another: what a review of guard.yaml is about.",
    exitCodeList = {
      "0:nothing becomes weaker",
      "1:something is weaker, or it cannot be told whether it is",
      "2:a file cannot be read, or is not valid"
    },
    footer = {
      "  git show main:guard.yaml > old.yaml; guard diff old.yaml guard.yaml",
      "",
      "Next: read the lines that say WEAKER. Compared are connections that stand for each match",
      "entry of both files, from everywhere, with every operation; and, word by word, what no decision",
      "shows: exceptions, origins, defaults, approvers, and who may confirm how."
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
    Instant now = Instant.now();
    List<DecisionChange> changes = PolicyDiff.between(before, after, now);
    List<TermChange> terms = TermDiff.between(before, after, now);
    changes.forEach(this::print);
    terms.forEach(this::print);
    if (changes.isEmpty() && terms.isEmpty() && !output.json()) {
      output.print(Map.of(), List.of("nothing changes"));
    }
    printNotCompared(PolicyDiff.notCompared(before, after));
    boolean weaker =
        changes.stream().anyMatch(DecisionChange::weaker)
            || terms.stream().anyMatch(TermChange::weaker);
    return weaker ? GuardCommand.REFUSED : GuardCommand.FINE;
  }

  private void printNotCompared(long entries) {
    if (entries > 0) {
      String note =
          "note      %d match %s compared by the text alone, because of a regular expression or of very many values"
              .formatted(entries, entries == 1 ? "entry was" : "entries were");
      output.print(Map.of("not_compared", entries), List.of(note));
    }
  }

  private Policy policy(Path file) {
    return new Policy(List.of(PolicyArguments.valid(spec, Layer.Kind.TEAM, file)));
  }

  private void print(TermChange change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weaker", change.weaker());
    fields.put("environment", change.environment());
    fields.put("term", change.term());
    fields.put("before", change.before());
    fields.put("after", change.after());
    fields.put("direction", change.direction().id());
    output.print(fields, List.of(kind(change) + " " + change));
  }

  private String kind(TermChange change) {
    return switch (change.direction()) {
      case WEAKER, UNKNOWN -> output.painted(Tone.BAD, "WEAKER   ");
      case STRICTER -> output.painted(Tone.GOOD, "stricter ");
      case CHANGED -> "changed  ";
    };
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
