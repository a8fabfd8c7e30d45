package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.ExceptionEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Looks over the exceptions of an environment: those that hold too long, or for nothing. */
final class ExceptionReview {
  private final Environment environment;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  ExceptionReview(Environment environment, Instant now) {
    this.environment = environment;
    this.now = now;
  }

  List<Finding> findings() {
    for (ExceptionEntry entry : environment.protection().exceptions()) {
      days(entry);
      if (!milder(entry)) {
        warn(
            entry,
            "this exception changes nothing: '%s' is not stricter than '%s' in %s anyway"
                .formatted(entry.rule(), entry.verdict().id(), environment.name()));
      } else if (!entry.statement().isEmpty()) {
        statement(entry);
      }
    }
    return findings;
  }

  private void days(ExceptionEntry entry) {
    if (entry.expiredAt(now)) {
      findings.add(
          Finding.error(
              entry.place(),
              "this exception expired on %s; remove it, or agree on another day"
                  .formatted(entry.expires())));
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (entry.expires().isAfter(today.plusYears(1))) {
      warn(entry, "this exception holds for more than a year; then it is a rule");
    }
  }

  private boolean milder(ExceptionEntry entry) {
    return RuleReview.CHANGES.stream()
        .filter(operation -> covers(entry, operation))
        .anyMatch(operation -> stricter(operation, entry.verdict()));
  }

  /** Whether the rules ask for more than a verdict, of a process anywhere. */
  private boolean stricter(Operation operation, Verdict verdict) {
    return Arrays.stream(Origin.values())
        .map(origin -> RuleReview.decide(environment, operation, origin).verdict())
        .anyMatch(usual -> usual.stricterThan(verdict));
  }

  /** Warns of a statement that does what the rule is not about. */
  private void statement(ExceptionEntry entry) {
    List<String> uncovered =
        Classifier.of(Dialect.POSTGRESQL).judge(entry.statement()).operations().stream()
            .filter(o -> o != Operation.RETARGET && stricter(o, entry.verdict()))
            .filter(o -> allOfTheStatement(entry).stream().noneMatch(one -> covers(one, o)))
            .map(Operation::id)
            .toList();
    if (!uncovered.isEmpty() && !coveredElsewhere(entry)) {
      warn(
          entry,
          "the statement is judged as %s, and '%s' does not cover that; write rule: %s"
              .formatted(
                  String.join(" and ", uncovered),
                  entry.rule(),
                  uncovered.stream().collect(Collectors.joining(", and an exception for "))));
    }
  }

  /** A statement that does several things needs several exceptions. */
  private List<ExceptionEntry> allOfTheStatement(ExceptionEntry entry) {
    return environment.protection().exceptions().stream()
        .filter(other -> other.statement().equals(entry.statement()))
        .toList();
  }

  /** What PostgreSQL does not understand may be right in another dialect. */
  private static boolean coveredElsewhere(ExceptionEntry entry) {
    return Arrays.stream(Dialect.values())
        .filter(dialect -> dialect != Dialect.POSTGRESQL)
        .map(dialect -> Classifier.of(dialect).judge(entry.statement()).operations())
        .anyMatch(operations -> operations.stream().allMatch(o -> covers(entry, o)));
  }

  private static boolean covers(ExceptionEntry entry, Operation operation) {
    return entry.rule().equals(operation.id()) || entry.rule().equals(operation.group().id());
  }

  private void warn(ExceptionEntry entry, String message) {
    findings.add(Finding.warning(entry.place(), message));
  }
}
