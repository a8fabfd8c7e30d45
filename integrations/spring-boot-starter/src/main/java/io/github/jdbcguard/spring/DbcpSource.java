package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardDriver;
import java.sql.Driver;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** A pool of Commons DBCP. */
record DbcpSource(BasicDataSource pool) implements UrlSource {
  static Optional<UrlSource> of(DataSource source) {
    return source instanceof BasicDataSource pool
        ? Optional.of(new DbcpSource(pool))
        : Optional.empty();
  }

  @Override
  public String url() {
    return Objects.requireNonNullElse(pool.getUrl(), "");
  }

  @Override
  public String driver() {
    Driver driver = pool.getDriver();
    return driver != null
        ? driver.getClass().getName()
        : Objects.requireNonNullElse(pool.getDriverClassName(), "");
  }

  /** Not told by the pool. */
  @Override
  public Properties properties() {
    return new Properties();
  }

  @Override
  public boolean started() {
    return pool.getConnectionPool() != null;
  }

  @Override
  public void add(Properties properties) {
    properties.stringPropertyNames().stream()
        .forEach(name -> pool.addConnectionProperty(name, properties.getProperty(name)));
  }

  @Override
  public void connectBy(GuardedUrl url) {
    pool.setDriver(new GuardDriver());
    pool.setUrl(url.text());
  }
}
