package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a change of a policy changes for one kind of connection.
 *
 * @param target a connection that stands for others like it
 * @param environment what it is called before
 * @param newEnvironment what it is called after
 * @param operations of which it is decided otherwise; all with the same verdicts
 * @param rule which rule decides before, and where it stands
 * @param newRule which rule decides after
 * @param moment when it is so; empty for always
 */
public record DecisionChange(
    String target,
    String environment,
    String newEnvironment,
    List<Origin> origins,
    List<String> operations,
    Verdict before,
    Verdict after,
    String rule,
    String newRule,
    Optional<Instant> moment) {

  public DecisionChange {
    origins = List.copyOf(origins);
    operations = List.copyOf(operations);
  }

  /** Whether more is allowed than before. */
  public boolean weaker() {
    return before.stricterThan(after);
  }
}
