package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.IntStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Meters of what the guard did in this process: {@code guard.refusals} by environment and SQLState,
 * {@code guard.connections} by environment. They are read when somebody asks. The meters of an
 * environment begin, at zero, when the application is ready, or when {@code guard.environments},
 * how many there are, is read after its first connection or refusal.
 */
final class GuardMeters implements MeterBinder, ApplicationListener<ApplicationReadyEvent> {
  private static final GuardStatistics STATISTICS = GuardStatistics.ofThisProcess();

  /** 28X01 to this. */
  private static final int LAST_STATE = 8;

  private final Set<MeterRegistry> registries = new CopyOnWriteArraySet<>();

  @Override
  public void bindTo(MeterRegistry registry) {
    registries.add(registry);
    Gauge.builder("guard.environments", this, GuardMeters::refresh)
        .description("environments that connections were opened to, or that refused")
        .register(registry);
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    refresh();
  }

  private int refresh() {
    Set<String> environments = new TreeSet<>();
    STATISTICS.connections().forEach(one -> environments.add(one.environment()));
    STATISTICS.refusals().forEach(one -> environments.add(one.environment()));
    for (MeterRegistry registry : registries) {
      environments.forEach(environment -> register(environment, registry));
    }
    return environments.size();
  }

  private static void register(String environment, MeterRegistry registry) {
    String tag = environment.isEmpty() ? "none" : environment;
    FunctionCounter.builder("guard.connections", STATISTICS, all -> opened(all, environment))
        .description("physical connections that were opened and not refused")
        .tag("environment", tag)
        .register(registry);
    IntStream.rangeClosed(1, LAST_STATE)
        .mapToObj("28X%02d"::formatted)
        .forEach(
            state ->
                FunctionCounter.builder(
                        "guard.refusals", STATISTICS, all -> refused(all, environment, state))
                    .description("what was refused, statements and connections")
                    .tag("environment", tag)
                    .tag("sqlstate", state)
                    .register(registry));
  }

  private static double opened(GuardStatistics all, String environment) {
    return all.connections().stream()
        .filter(one -> one.environment().equals(environment))
        .mapToLong(GuardStatistics.Connections::opened)
        .sum();
  }

  private static double refused(GuardStatistics all, String environment, String state) {
    return all.refusals().stream()
        .filter(one -> one.environment().equals(environment) && one.sqlState().equals(state))
        .mapToLong(GuardStatistics.Refusals::count)
        .sum();
  }
}
