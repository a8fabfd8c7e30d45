package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.AuditSection;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.LedgerPlace;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.review.TermChange.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares where and how two policies record what happens. */
final class RecordTerms {
  private RecordTerms() {}

  static List<TermChange> changes(Policy before, Policy after) {
    List<TermChange> changes = new ArrayList<>();
    for (AuditSection.Key key : AuditSection.Key.values()) {
      String was = shown(key, before.audit());
      String is = shown(key, after.audit());
      if (!was.equals(is)) {
        Direction direction = direction(key, before.audit(), after.audit());
        changes.add(new TermChange("", "audit." + key.id(), was, is, direction));
      }
    }
    String was = ledger(before);
    String is = ledger(after);
    if (!was.equals(is)) {
      changes.add(new TermChange("", "ledger", was, is, ofLedger(was, is)));
    }
    return changes;
  }

  /** As policies write it, or nearly. */
  static String shown(AuditSection.Key key, AuditTerms terms) {
    return switch (key) {
      case SYNC -> terms.sync().id();
      case ROTATE -> terms.rotateBytes() / 1024 + "kB";
      case RETENTION ->
          terms.retention().isZero() ? "for good" : EnvironmentTerms.shown(terms.retention());
    };
  }

  private static Direction direction(AuditSection.Key key, AuditTerms was, AuditTerms is) {
    return switch (key) {
      case SYNC -> Direction.ofMore(was.sync().compareTo(is.sync()));
      case ROTATE -> Direction.CHANGED;
      case RETENTION ->
          Direction.ofMore(endless(was.retention()).compareTo(endless(is.retention())));
    };
  }

  private static Duration endless(Duration retention) {
    return retention.isZero() ? Duration.ofSeconds(Long.MAX_VALUE) : retention;
  }

  /** Another ledger does not know what was used up in this one. */
  private static Direction ofLedger(String was, String is) {
    if (was.isEmpty()) {
      return Direction.STRICTER;
    }
    return is.isEmpty() ? Direction.WEAKER : Direction.UNKNOWN;
  }

  private static String ledger(Policy policy) {
    return policy.layers().stream()
        .map(Layer::ledger)
        .filter(LedgerPlace::named)
        .findFirst()
        .map(LedgerPlace::written)
        .orElse("");
  }
}
