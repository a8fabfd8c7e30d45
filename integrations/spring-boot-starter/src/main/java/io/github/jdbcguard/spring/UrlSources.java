package io.github.jdbcguard.spring;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.ClassUtils;

/** Knows the DataSources and pools that connect by a URL, of those that the application has. */
final class UrlSources {
  private static final List<Kind> POOLS =
      List.of(
          new Kind("com.zaxxer.hikari.HikariDataSource", HikariSource::of),
          new Kind("org.apache.tomcat.jdbc.pool.DataSourceProxy", TomcatSource::of),
          new Kind("org.apache.commons.dbcp2.BasicDataSource", DbcpSource::of));

  private UrlSources() {}

  /** A pool, and how to look at one; the class that looks is loaded only where the pool is. */
  private record Kind(String className, Function<DataSource, Optional<UrlSource>> look) {
    boolean present() {
      return ClassUtils.isPresent(className, UrlSources.class.getClassLoader());
    }
  }

  /** Empty for one that is not known. */
  static Optional<UrlSource> of(DataSource source) {
    if (source instanceof SimpleDriverDataSource simple) {
      return Optional.of(new SimpleDriverSource(simple));
    }
    if (source instanceof DriverManagerDataSource plain
        && !(source instanceof SingleConnectionDataSource)) {
      return Optional.of(new DriverManagerSource(plain));
    }
    return POOLS.stream()
        .filter(Kind::present)
        .flatMap(kind -> kind.look().apply(source).stream())
        .findFirst();
  }
}
