package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.AuditSection;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.LedgerPlace;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what a layer says in vain of where and how is recorded what happens. */
final class RecordReview {
  private final Layer layer;
  private final List<Layer> above;
  private final List<Finding> findings = new ArrayList<>();

  private RecordReview(Layer layer, List<Layer> above) {
    this.layer = layer;
    this.above = above;
  }

  /**
   * What is in vain.
   *
   * @param above the layers above this one, at least one
   */
  static List<Finding> of(Layer layer, List<Layer> above) {
    RecordReview review = new RecordReview(layer, above);
    review.audit();
    review.ledger();
    return review.findings;
  }

  private void audit() {
    List<Layer> both = new ArrayList<>(above);
    both.add(layer);
    AuditTerms holds = new Policy(both).audit();
    layer
        .audit()
        .places()
        .forEach(
            (key, place) -> {
              String own = RecordTerms.shown(key, layer.audit().terms());
              String what = RecordTerms.shown(key, holds);
              if (!own.equals(what)) {
                findings.add(ignored(place, "%s is '%s'%s".formatted(key.id(), what, where(key))));
              }
            });
  }

  private String where(AuditSection.Key key) {
    return above.stream()
        .map(higher -> higher.audit().places().get(key))
        .flatMap(place -> Optional.ofNullable(place).stream())
        .findFirst()
        .map(place -> " at " + place)
        .orElse(" where the highest layer says nothing");
  }

  private void ledger() {
    above.stream()
        .map(Layer::ledger)
        .filter(LedgerPlace::named)
        .findFirst()
        .filter(higher -> layer.ledger().named())
        .filter(higher -> !higher.location().equals(layer.ledger().location()))
        .ifPresent(
            higher ->
                findings.add(
                    ignored(
                        layer.ledger().place(),
                        "the ledger is '%s' at %s".formatted(higher.written(), higher.place()))));
  }

  private static Finding ignored(Place place, String because) {
    return Finding.warning(place, "ignored: " + because);
  }
}
