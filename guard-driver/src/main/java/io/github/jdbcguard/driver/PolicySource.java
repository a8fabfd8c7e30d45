package io.github.jdbcguard.driver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import io.github.jdbcguard.sql.Dialect;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the policy for a while, so that not every connection reads files. A changed file is seen by
 * connections that are opened {@value #FRESH_SECONDS} seconds later. Thread-safe.
 */
final class PolicySource {
  private static final int FRESH_SECONDS = 2;

  /**
   * By the class loader that may hold a policy of its own, and by the team file that was asked for;
   * a process uses one or two of each.
   */
  private final Cache<ClassLoader, Map<String, Loaded>> loaded =
      Caffeine.newBuilder().weakKeys().build();

  /**
   * A policy and what was decided by it so far.
   *
   * @param readAt on the scale of {@link System#nanoTime()}
   */
  record Loaded(Policy policy, Map<Key, Decisions> decisions, long readAt) {

    /** The decisions that connections share for which the policy says the same. */
    Decisions decisions(Assignment assignment, Dialect dialect) {
      return decisions.computeIfAbsent(
          new Key(assignment, dialect), key -> new Decisions(key.assignment(), key.dialect()));
    }

    private boolean fresh() {
      return System.nanoTime() - readAt < Duration.ofSeconds(FRESH_SECONDS).toNanos();
    }
  }

  /** What decisions depend on. */
  record Key(Assignment assignment, Dialect dialect) {}

  /**
   * The policy as it is now, or was a moment ago.
   *
   * @param explicit the team file that a setting names; empty for a search
   */
  Loaded load(String explicit) throws InvalidPolicyException {
    ClassLoader context = contextLoader();
    Map<String, Loaded> ofLoader = loaded.get(context, loader -> new ConcurrentHashMap<>());
    Loaded known = ofLoader.get(explicit);
    if (known != null && known.fresh()) {
      return known;
    }
    Policy policy =
        PolicyFiles.ofThisProcess(explicit, new LinkedHashSet<>(List.of(context, ownLoader())))
            .load()
            .policy();
    Map<Key, Decisions> decisions =
        known != null && known.policy().equals(policy)
            ? known.decisions()
            : new ConcurrentHashMap<>();
    Loaded now = new Loaded(policy, decisions, System.nanoTime());
    ofLoader.put(explicit, now);
    return now;
  }

  private static ClassLoader contextLoader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread != null ? ofThread : ownLoader();
  }

  private static ClassLoader ownLoader() {
    ClassLoader own = PolicySource.class.getClassLoader();
    return own != null ? own : ClassLoader.getSystemClassLoader();
  }
}
