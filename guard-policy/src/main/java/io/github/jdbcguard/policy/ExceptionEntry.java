package io.github.jdbcguard.policy;

import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.StatementText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One entry of a policy's {@code exceptions}: until a day, one rule is milder for one statement, or
 * for the statements of one migration.
 *
 * @param rule the operation or group that it is about
 * @param statement the text; empty where {@code migration} says it
 * @param migration the text of a script, each statement of which is meant; empty where {@code
 *     statement} says it
 * @param verdict what it says instead of the rules, where that is milder
 * @param expires the last day on which it holds, in UTC
 */
public record ExceptionEntry(
    Place place,
    String rule,
    String statement,
    String migration,
    Verdict verdict,
    String reason,
    LocalDate expires) {

  public ExceptionEntry {
    if (statement.isEmpty() == migration.isEmpty()) {
      throw new IllegalArgumentException("an exception is for a statement or for a migration");
    }
    statement = StatementText.normalised(statement);
  }

  /** Whether it has run out. */
  public boolean expiredAt(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC).isAfter(expires);
  }

  boolean appliesTo(Operation operation, Occasion occasion) {
    return (rule.equals(operation.id()) || rule.equals(operation.group().id()))
        && !expiredAt(occasion.moment())
        && covers(occasion.sql(), occasion.dialect());
  }

  private boolean covers(String sql, Dialect dialect) {
    String wanted = StatementText.normalised(sql);
    return migration.isEmpty()
        ? wanted.equals(statement)
        : Classifier.of(dialect).split(migration).stream()
            .map(StatementText::normalised)
            .anyMatch(wanted::equals);
  }
}
