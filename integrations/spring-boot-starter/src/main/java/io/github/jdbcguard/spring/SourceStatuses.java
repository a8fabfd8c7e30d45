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

  /** By the names of their beans; what a router chooses among, each with its key. */
  Map<String, SourceStatus> ask() {
    Map<String, SourceStatus> statuses = new TreeMap<>();
    beans.getBeansOfType(DataSource.class).forEach((name, source) -> ask(name, source, statuses));
    return statuses;
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
