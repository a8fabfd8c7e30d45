package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    List<Map<String, Object>> refusals =
        GuardStatistics.ofThisProcess().refusals().stream().map(GuardInfo::refusals).toList();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("dataSources", statuses.ask().details());
    told.put("refusals", refusals);
    builder.withDetail("guard", told);
  }

  private static Map<String, Object> refusals(GuardStatistics.Refusals refusals) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("environment", refusals.environment());
    told.put("sqlState", refusals.sqlState());
    told.put("count", refusals.count());
    return told;
  }
}
