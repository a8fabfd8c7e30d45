package io.github.jdbcguard.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a layer says of the audit.
 *
 * @param terms what it says, and what usually holds where it says nothing
 * @param places where it says what it says
 */
public record AuditSection(AuditTerms terms, Map<Key, Place> places) {

  /** Of a layer that says nothing. */
  public static final AuditSection NONE = new AuditSection(AuditTerms.DEFAULT, Map.of());

  public AuditSection {
    places = Map.copyOf(places);
  }

  /** What there is to say. */
  public enum Key {
    SYNC,
    ROTATE,
    RETENTION;

    /** The key in policies. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What holds. The highest layer speaks freely, and where it is silent the default does; those
   * below it can only ask for more.
   *
   * @param layers from the highest to the lowest
   */
  static AuditTerms merged(List<Layer> layers) {
    AuditSection holds = layers.get(0).declares() ? layers.get(0).audit() : NONE;
    for (Layer layer : layers) {
      holds = holds.tightenedBy(layer.audit());
    }
    return holds.terms();
  }

  /** How large a file gets is neither strict nor mild: the higher layer says it. */
  private AuditSection tightenedBy(AuditSection lower) {
    Map<Key, Place> both = new EnumMap<>(Key.class);
    both.putAll(lower.places);
    both.putAll(places);
    return new AuditSection(
        new AuditTerms(
            (says(Key.ROTATE) ? terms : lower.terms).rotateBytes(),
            lower.says(Key.RETENTION) && longer(lower.terms.retention(), terms.retention())
                ? lower.terms.retention()
                : terms.retention(),
            lower.says(Key.SYNC) && lower.terms.sync().compareTo(terms.sync()) > 0
                ? lower.terms.sync()
                : terms.sync()),
        both);
  }

  /** Whether this layer has the key. */
  private boolean says(Key key) {
    return places.containsKey(key);
  }

  /** Zero is for good, and so the longest. */
  private static boolean longer(Duration one, Duration other) {
    return !other.isZero() && (one.isZero() || one.compareTo(other) > 0);
  }
}
