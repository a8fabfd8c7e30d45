package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Looks a valid policy over for what its authors probably did not mean. */
public final class PolicyReview {
  private PolicyReview() {}

  /**
   * What is worth a second look in one file.
   *
   * @param now decides what has expired
   * @return in the order of the file
   */
  public static List<Finding> of(Layer layer, Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new MatchReview(layer).findings());
    findings.addAll(new OverlapReview(layer).findings());
    findings.addAll(new RuleReview(layer, now).findings());
    findings.addAll(new ApproverReview(layer).findings());
    return sorted(findings);
  }

  /**
   * What a layer of this policy says in vain, because a layer above it is stricter. Of very many
   * findings only the first are told.
   *
   * @param mostEntries how many match entries of a layer are looked at
   */
  public static List<Finding> ofLayers(Policy policy, int mostEntries) {
    return sorted(new LayerReview(policy, mostEntries).findings());
  }

  private static List<Finding> sorted(Collection<Finding> findings) {
    return findings.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Finding f) -> f.place().source())
                .thenComparingInt(f -> f.place().line())
                .thenComparingInt(f -> f.place().column()))
        .toList();
  }
}
