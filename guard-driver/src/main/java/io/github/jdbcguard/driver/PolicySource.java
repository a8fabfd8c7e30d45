package io.github.jdbcguard.driver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Keeps a watch on each policy that is in use, so that not every connection reads files.
 * Thread-safe.
 */
final class PolicySource {
  private final BiFunction<String, Set<ClassLoader>, PolicyFiles> files;
  private final LongSupplier nanoTime;

  /**
   * By the class loader that may hold a policy of its own, and by the team file that was asked for;
   * a process uses one or two of each.
   */
  private final Cache<ClassLoader, Map<String, PolicyWatch>> watches =
      Caffeine.newBuilder().weakKeys().build();

  /**
   * Policies in these files.
   *
   * @param files by the team file that a setting names, and the class loaders to look in
   * @param nanoTime as {@link System#nanoTime()}
   */
  PolicySource(BiFunction<String, Set<ClassLoader>, PolicyFiles> files, LongSupplier nanoTime) {
    this.files = files;
    this.nanoTime = nanoTime;
  }

  static PolicySource ofThisProcess() {
    return new PolicySource(PolicyFiles::ofThisProcess, System::nanoTime);
  }

  /**
   * The policy as it is now, or was a moment ago.
   *
   * @param explicit the team file that a setting names; empty for a search
   * @throws InvalidPolicyException where it is invalid, and never was anything else
   */
  PolicyInForce load(String explicit) throws InvalidPolicyException {
    ClassLoader context = contextLoader();
    return watches
        .get(context, loader -> new ConcurrentHashMap<>())
        .computeIfAbsent(explicit, name -> new PolicyWatch(nanoTime))
        .now(files.apply(explicit, new LinkedHashSet<>(List.of(context, ownLoader()))));
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
