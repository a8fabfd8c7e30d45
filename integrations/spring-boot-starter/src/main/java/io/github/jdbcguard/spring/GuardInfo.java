package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Tells of each DataSource where it leads and under which policy, and what was refused so far. */
final class GuardInfo implements InfoContributor {
  private final SourceStatuses statuses;

  GuardInfo(SourceStatuses statuses) {
    this.statuses = statuses;
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Map<String, String>> sources = new TreeMap<>();
    statuses.ask().forEach((name, status) -> sources.put(name, status.details()));
    List<Map<String, Object>> refusals =
        GuardStatistics.ofThisProcess().refusals().stream().map(GuardInfo::refusals).toList();
    builder.withDetail("guard", Map.of("dataSources", sources, "refusals", refusals));
  }

  private static Map<String, Object> refusals(GuardStatistics.Refusals refusals) {
    return Map.of(
        "environment", refusals.environment(),
        "sqlState", refusals.sqlState(),
        "count", refusals.count());
  }
}
