package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.review.Finding;
import io.github.jdbcguard.policy.review.Finding.Severity;
import io.github.jdbcguard.policy.review.PolicyReview;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells every fault of policy files, and what in them was probably not meant. */
@Command(
    name = "check",
    description =
        "Tells every fault of policy files, with file, line and column, and warns of what was probably not meant.",
    exitCodeList = {
      "0:all files are valid; there may be warnings",
      "1:at least one has a fault (with --strict, or a warning)",
      "2:a file cannot be read"
    },
    footer = {
      "  guard check guard.yaml",
      "  guard check --strict --organisation /etc/guard/guard.yaml guard.yaml",
      "",
      "Next: 'guard test FILE' runs the tests in it; 'guard explain URL' tells what it makes of a",
      "database."
    })
final class CheckCommand implements Callable<Integer> {
  /** Of a layer; a sample of a very large one shows what is wrong with it. */
  private static final int MOST_ENTRIES = 1_000;

  @Mixin private PolicyArguments policies = new PolicyArguments();

  @Option(names = "--strict", description = "Fail on warnings as well, for CI.")
  private boolean strict;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    boolean allFine = true;
    Optional<Layer> above = Optional.empty();
    if (policies.organisation().isPresent()) {
      above = read(Layer.Kind.ORGANISATION, policies.organisation().get());
      allFine = above.isPresent();
    }
    for (Path file : policies.files()) {
      allFine &= fine(file, above);
    }
    return allFine ? GuardCommand.FINE : GuardCommand.REFUSED;
  }

  private boolean fine(Path file, Optional<Layer> above) {
    Optional<Layer> layer = read(Layer.Kind.TEAM, file);
    if (layer.isEmpty()) {
      return false;
    }
    List<Finding> findings = new ArrayList<>(PolicyReview.of(layer.get(), Instant.now()));
    above.ifPresent(
        higher ->
            findings.addAll(
                PolicyReview.ofLayers(new Policy(List.of(higher, layer.get())), MOST_ENTRIES)));
    boolean fine = findings.stream().noneMatch(f -> strict || f.severity() == Severity.ERROR);
    print(file, layer.get(), findings, fine);
    return fine;
  }

  /** The layer; empty where its faults were told. */
  private Optional<Layer> read(Layer.Kind kind, Path file) {
    try {
      return Optional.of(PolicyArguments.read(kind, file));
    } catch (InvalidPolicyException e) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", file.toString());
      fields.put("valid", false);
      fields.put(
          "faults",
          e.faults().stream().map(f -> finding("fault", f.place(), f.message())).toList());
      output.print(fields, e.faults().stream().map(this::line).toList());
      return Optional.empty();
    }
  }

  private void print(Path file, Layer layer, List<Finding> findings, boolean fine) {
    List<String> names = layer.environments().stream().map(Environment::name).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file.toString());
    fields.put("valid", true);
    fields.put("environments", names);
    fields.put("tests", layer.cases().size());
    fields.put(
        "findings",
        findings.stream().map(f -> finding(f.severity().id(), f.place(), f.message())).toList());
    List<String> lines = new ArrayList<>(findings.stream().map(this::line).toList());
    lines.add(
        "%s: %s; environments: %s"
            .formatted(
                file,
                fine ? output.painted(Tone.GOOD, "fine") : output.painted(Tone.BAD, "not fine"),
                String.join(", ", names)));
    output.print(fields, lines);
  }

  private static Map<String, Object> finding(String severity, Place place, String message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", severity);
    fields.put("file", place.source());
    fields.put("line", place.line());
    fields.put("column", place.column());
    fields.put("message", message);
    return fields;
  }

  private String line(Fault fault) {
    return output.painted(Tone.BAD, fault.place().toString()) + ": " + fault.message();
  }

  private String line(Finding finding) {
    Tone tone = finding.severity() == Severity.ERROR ? Tone.BAD : Tone.CAUTION;
    return "%s: %s: %s"
        .formatted(
            finding.place(), output.painted(tone, finding.severity().id()), finding.message());
  }
}
