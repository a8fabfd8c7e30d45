package io.github.jdbcguard.driver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.jdbcguard.policy.HostAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the name service of the machine, and remembers the answer for a short while. Waits a bounded
 * time, and does not know a host that takes longer. Thread-safe.
 */
final class DnsAddresses implements HostAddresses {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration MEMORY = Duration.ofSeconds(30);
  private static final int MAX_REMEMBERED = 1_000;
  private static final int MAX_THREADS = 4;
  private static final int MAX_WAITING = 64;

  private final Cache<String, List<InetAddress>> known =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(MEMORY).build();

  private final ExecutorService lookups = lookups();

  @Override
  public List<InetAddress> of(String host) {
    List<InetAddress> remembered = known.getIfPresent(host);
    if (remembered != null) {
      return remembered;
    }
    List<InetAddress> found = lookUp(host);
    if (!found.isEmpty()) {
      known.put(host, found);
    }
    return found;
  }

  private List<InetAddress> lookUp(String host) {
    try {
      return lookups
          .submit(() -> List.of(InetAddress.getAllByName(host)))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException e) {
      return List.of();
    } catch (TimeoutException | RejectedExecutionException tooSlow) {
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
