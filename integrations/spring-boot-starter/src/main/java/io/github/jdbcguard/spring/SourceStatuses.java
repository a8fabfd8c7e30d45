package io.github.jdbcguard.spring;

import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Asks the DataSources of an application where they lead. */
final class SourceStatuses {
  private static final String SCOPED_TARGET = "scopedTarget.";

  private final ListableBeanFactory beans;

  SourceStatuses(ListableBeanFactory beans) {
    this.beans = beans;
  }

  /** What all of them say, by the names of their beans. */
  record Answers(Map<String, SourceStatus> statuses) {
    /** What each says, in the order of their names. */
    Map<String, Map<String, String>> details() {
      Map<String, Map<String, String>> details = new TreeMap<>();
      statuses.forEach((name, status) -> details.put(name, status.details()));
      return details;
    }

    /** Whether one of them gave no connection. */
    boolean refused() {
      return statuses.values().stream().anyMatch(SourceStatus::refused);
    }
  }

  /** By the names of their beans; what a router chooses among, each with its key. */
  Answers ask() {
    Map<String, SourceStatus> statuses = new TreeMap<>();
    beans.getBeansOfType(DataSource.class).forEach((name, source) -> ask(name, source, statuses));
    return new Answers(statuses);
  }

  private static void ask(String name, DataSource source, Map<String, SourceStatus> statuses) {
    if (source instanceof AbstractRoutingDataSource router) {
      router
          .getResolvedDataSources()
          .forEach((key, target) -> ask("%s[%s]".formatted(name, key), target, statuses));
    } else if (!name.startsWith(SCOPED_TARGET)) {
      statuses.put(name, SourceStatus.of(source));
    }
  }
}
