package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Keeps a watch on each policy that is in use, so that not every connection reads files.
 * Thread-safe.
 */
final class PolicySource {
  private static final int MOST_WAITING = 16;

  private final BiFunction<String, Set<ClassLoader>, PolicyFiles> files;
  private final LongSupplier nanoTime;
  private final Executor beside;
  private final FilesInForce filesInForce = new FilesInForce();

  /**
   * By the class loader that may hold a policy of its own, and by the team file that was asked for;
   * a process uses one or two of each.
   */
  private final Map<ClassLoader, Map<String, PolicyWatch>> watches =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * Policies in these files.
   *
   * @param files by the team file that a setting names, and the class loaders to look in
   * @param nanoTime as {@link System#nanoTime()}
   * @param beside does what no connection should wait for
   */
  PolicySource(
      BiFunction<String, Set<ClassLoader>, PolicyFiles> files,
      LongSupplier nanoTime,
      Executor beside) {
    this.files = files;
    this.nanoTime = nanoTime;
    this.beside = beside;
  }

  static PolicySource ofThisProcess() {
    return new PolicySource(PolicyFiles::ofThisProcess, System::nanoTime, oneAtATime());
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
        .computeIfAbsent(context, loader -> new ConcurrentHashMap<>())
        .computeIfAbsent(explicit, name -> new PolicyWatch(filesInForce, nanoTime, beside))
        .now(() -> files.apply(explicit, new LinkedHashSet<>(List.of(context, ownLoader()))));
  }

  /** Whether this is the policy as it is now, without a look at the files. */
  @SuppressWarnings("ReferenceEquality") // each version that is read is an object of its own
  boolean isInForce(String explicit, PolicyInForce policy) {
    Map<String, PolicyWatch> ofLoader = watches.get(contextLoader());
    PolicyWatch watch = ofLoader == null ? null : ofLoader.get(explicit);
    return watch != null && watch.known() == policy;
  }

  /**
   * A thread that ends when there is nothing left to do. It inherits nothing of whoever connects,
   * so that it keeps no class loader of theirs; what is too much is left undone.
   */
  static Executor oneAtATime() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            PolicySource::daemon,
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "guard-policy-review", 0, false);
    thread.setContextClassLoader(ownLoader());
    thread.setDaemon(true);
    return thread;
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
