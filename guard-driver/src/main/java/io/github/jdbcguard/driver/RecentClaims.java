package io.github.jdbcguard.driver;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a moment what was found out of a URL, so that the next connection of a pool need
 * not find it out again. Nothing is remembered that rests on files, or was refused. Bounded and
 * thread-safe.
 */
final class RecentClaims {
  private static final long MOMENT = Duration.ofSeconds(2).toNanos();
  private static final int MOST = 256;

  private final Map<GuardUrl, Claimed> byUrl = new ConcurrentHashMap<>();
  private final PolicySource policies;

  RecentClaims(PolicySource policies) {
    this.policies = policies;
  }

  /**
   * What was found out a moment ago, and would be found out again.
   *
   * @param all the properties that the application gave, those of the guard among them
   */
  @Nullable Claimed find(GuardUrl url, Properties all) {
    Claimed known = byUrl.get(url);
    boolean holds =
        known != null
            && System.nanoTime() - known.since() < MOMENT
            && known.holdsFor(all)
            && policies.isInForce(known.session().settings().policy(), known.session().inForce());
    return holds ? known : null;
  }

  void remember(GuardUrl url, Claimed claimed) {
    if (!claimed.lasting()) {
      return;
    }
    if (byUrl.size() >= MOST) {
      byUrl.clear();
    }
    byUrl.put(url, claimed);
  }
}
