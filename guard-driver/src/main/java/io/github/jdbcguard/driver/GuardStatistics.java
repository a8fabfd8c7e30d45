package io.github.jdbcguard.driver;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the guard did in this process so far, for monitoring. Thread-safe. */
public final class GuardStatistics {
  private static final GuardStatistics OF_THIS_PROCESS = new GuardStatistics();

  private final Map<Kind, LongAdder> refusals = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> connections = new ConcurrentHashMap<>();

  private GuardStatistics() {}

  private record Kind(String environment, RefusalState state) {}

  /**
   * How often something was refused.
   *
   * @param environment empty where none was found out yet
   * @param sqlState of the exception that was thrown, as {@code 28X01}
   */
  public record Refusals(String environment, String sqlState, long count) {}

  /** How many physical connections were opened to an environment and not refused. */
  public record Connections(String environment, long opened) {}

  /** Since the driver was loaded. */
  public static GuardStatistics ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** All kinds of refusals that there were, by environment and SQLState. */
  public List<Refusals> refusals() {
    return refusals.entrySet().stream()
        .map(
            one ->
                new Refusals(
                    one.getKey().environment(), one.getKey().state().code(), one.getValue().sum()))
        .sorted(Comparator.comparing(Refusals::environment).thenComparing(Refusals::sqlState))
        .toList();
  }

  /** All environments that there were connections to, by name. */
  public List<Connections> connections() {
    return connections.entrySet().stream()
        .map(one -> new Connections(one.getKey(), one.getValue().sum()))
        .sorted(Comparator.comparing(Connections::environment))
        .toList();
  }

  void refused(String environment, RefusalState state) {
    refusals.computeIfAbsent(new Kind(environment, state), kind -> new LongAdder()).increment();
  }

  void opened(String environment) {
    connections.computeIfAbsent(environment, name -> new LongAdder()).increment();
  }
}
