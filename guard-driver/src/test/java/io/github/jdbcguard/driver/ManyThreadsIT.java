package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.CountingDriver;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 64 threads for a while, on databases of every level on several engines at once: no refusal is
 * lost, and nothing is left behind. 30 seconds; ten minutes with {@code -Pexhaustive}.
 */
class ManyThreadsIT {
  private static final int THREADS = 64;
  private static final int SECONDS = Integer.getInteger("stress.seconds", 30);
  private static final long SEED = Long.getLong("stress.seed", System.nanoTime());
  private static final List<TestEngine> ENGINES =
      List.of(TestEngine.H2, TestEngine.POSTGRESQL, TestEngine.MARIADB);

  /** What drivers and the platform start when first needed, and keep. */
  private static final String KEPT_THREADS =
      "(?i).*(mariadb|postgresql|cleaner|mvstore|h2|forkjoin|commonpool|attach|rmi|jmx|process reaper|notification|guard-policy).*";

  @TempDir Path folder;

  private final Map<String, LongAdder> counts = StressWorker.counts();
  private final CountDownLatch stop = new CountDownLatch(1);

  @Test
  void losesNoRefusalAndLeavesNothingBehind() throws Exception {
    System.out.printf("%d threads, %d s, -Dstress.seed=%d%n", THREADS, SECONDS, SEED);
    CountingDriver counting = CountingDriver.registered();
    List<StressTarget> targets = targets();
    Set<String> threads = threads();
    Map<String, Long> before = retained();

    run(targets);
    System.out.println(counts);

    for (StressTarget target : targets) {
      assertThat(target.active()).as("borrowed from the pools of %s", target).isZero();
      // A pool that is closed while it opens a connection may forget that one.
      eventually(target::filled, () -> "the pools of " + target + " do not fill up");
      eventually(() -> sessions(target) == target.open(), () -> "sessions: " + sessions(target));
    }
    assertThat(counting.openStatements()).as("open statements").isZero();
    for (StressTarget target : targets) {
      target.close();
      eventually(() -> sessions(target) == 0, () -> "sessions of " + target);
      assertThat(target.differences()).isEmpty();
    }
    assertThat(counting.openConnections()).as("open connections").isZero();
    eventually(() -> threads.containsAll(threads()), () -> "threads: " + threads());
    int databases = targets.size();
    targets.clear(); // they have connections
    nothingIsRetained(databases, before);
  }

  private List<StressTarget> targets() throws SQLException {
    List<StressTarget> targets = new ArrayList<>();
    for (TestEngine engine : ENGINES) {
      for (StressTarget.Rights rights : StressTarget.Rights.values()) {
        targets.add(new StressTarget(engine, rights, folder));
      }
    }
    return targets;
  }

  private void run(List<StressTarget> targets) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS + 1);
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(pool.submit(new StressWorker(targets, new Random(SEED + i), stop, counts)));
    }
    all.add(pool.submit(this::changePolicy));
    for (int second = 0; second < SECONDS && all.stream().noneMatch(Future::isDone); second++) {
      TimeUnit.SECONDS.sleep(1);
    }
    stop.countDown();
    List<String> failures = new ArrayList<>();
    for (Future<Void> one : all) {
      try {
        one.get();
      } catch (ExecutionException e) {
        failures.add(String.valueOf(e.getCause()));
      }
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(failures).isEmpty();
  }

  /** The same in other words, so that every connection is judged by the newest as by the first. */
  private Void changePolicy() throws Exception {
    Path file = new Guarded(folder).policy();
    String policy = Files.readString(file);
    for (int i = 0; !stop.await(500, TimeUnit.MILLISECONDS); i++) {
      String another = "  e%d:\n    level: sealed\n    match: [ { host: h%d } ]\n".formatted(i, i);
      Path next = Files.writeString(folder.resolve("next.yaml"), policy + another);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      counts.computeIfAbsent("policy changed", n -> new LongAdder()).increment();
    }
    return null;
  }

  /**
   * What belongs to a connection goes with it; what is shared does not grow with their number.
   *
   * @param before what others left behind in this process
   */
  private static void nothingIsRetained(int targets, Map<String, Long> before) throws Exception {
    Map<String, Long> more = retained();
    more.replaceAll((type, count) -> count - before.getOrDefault(type, 0L));
    more.forEach(
        (type, count) -> {
          if (ofAConnection(type)) {
            assertThat(count).as(type).isLessThanOrEqualTo(0);
          }
        });
    assertThat(more.getOrDefault(Decisions.class.getName(), 0L)).isLessThan(10L * targets);
    assertThat(more.getOrDefault(PolicyInForce.class.getName(), 0L)).isLessThan(10L + targets);
    assertThat(more.getOrDefault(Ruling.class.getName(), 0L)).isLessThan(100_000L);
  }

  /** How many objects there are of each kind, of the guard and of the drivers' connections. */
  private static Map<String, Long> retained() throws Exception {
    Map<String, Long> all = new TreeMap<>();
    for (String start :
        List.of("io.github.jdbcguard.", "org.postgresql.jdbc.Pg", "org.mariadb.jdbc.Connection")) {
      all.putAll(Retained.objects(start));
    }
    return all;
  }

  private static boolean ofAConnection(String type) {
    return type.matches(
        ".*\\.(Guarded(?!$)\\w+|Gate|TransactionState|Admission|SecondLayer|Batch|Pg\\w*Connection|Pg\\w*Statement|Connection)");
  }

  private static int sessions(StressTarget target) {
    try {
      return target.sessions();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.matches(KEPT_THREADS))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Servers and threads end a moment after they were told; if they never do, this fails. Asked no
   * more once it holds: the session that asked may be there still, and would be counted.
   */
  private static void eventually(BooleanSupplier so, java.util.function.Supplier<String> what)
      throws InterruptedException {
    boolean holds = so.getAsBoolean();
    for (int i = 0; i < 300 && !holds; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      holds = so.getAsBoolean();
    }
    assertThat(holds).as(what).isTrue();
  }
}
