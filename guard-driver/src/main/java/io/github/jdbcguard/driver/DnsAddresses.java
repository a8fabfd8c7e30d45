package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.HostAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the name service of the machine, and remembers its answer, or that there was none, for a
 * short while. Waits a bounded time for all that it is asked at once, and does not know a host that
 * takes longer; a late answer is there for the next who asks. Thread-safe.
 */
final class DnsAddresses implements HostAddresses {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration MEMORY = Duration.ofSeconds(30);
  private static final Duration MEMORY_OF_FAILURE = Duration.ofSeconds(10);
  private static final int MAX_REMEMBERED = 1_000;
  private static final int MAX_THREADS = 8;
  private static final int MAX_WAITING = 256;

  private final Remembered<String, List<InetAddress>> known =
      new Remembered<>(MAX_REMEMBERED, System::nanoTime);

  private final ExecutorService lookups = lookups();

  @Override
  public List<InetAddress> of(String host) {
    return ofAll(List.of(host)).getOrDefault(host, List.of());
  }

  @Override
  public Map<String, List<InetAddress>> ofAll(Collection<String> hosts) {
    Map<String, List<InetAddress>> all = new HashMap<>();
    Map<String, Future<List<InetAddress>>> asked = new LinkedHashMap<>();
    for (String host : hosts) {
      Optional<List<InetAddress>> remembered = known.get(host);
      if (remembered.isPresent()) {
        all.put(host, remembered.get());
      } else {
        ask(host).ifPresent(answer -> asked.put(host, answer));
      }
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    asked.forEach((host, answer) -> all.put(host, wait(answer, deadline)));
    return all;
  }

  private Optional<Future<List<InetAddress>>> ask(String host) {
    try {
      return Optional.of(lookups.submit(() -> lookUp(host)));
    } catch (RejectedExecutionException tooMany) {
      return Optional.empty();
    }
  }

  private List<InetAddress> lookUp(String host) {
    List<InetAddress> found;
    try {
      found = List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException | SecurityException unknown) {
      found = List.of();
    }
    known.put(host, found, found.isEmpty() ? MEMORY_OF_FAILURE : MEMORY);
    return found;
  }

  private static List<InetAddress> wait(Future<List<InetAddress>> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException | TimeoutException tooSlow) {
      return List.of();
    }
  }

  private static ExecutorService lookups() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            MEMORY.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "guard-dns");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
