package io.github.jdbcguard.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.driver.GuardDriver;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** A pool of HikariCP. */
record HikariSource(HikariDataSource pool) implements UrlSource {
  static Optional<UrlSource> of(DataSource source) {
    return source instanceof HikariDataSource pool
        ? Optional.of(new HikariSource(pool))
        : Optional.empty();
  }

  /** Empty where it asks another DataSource, which Hikari prefers over a URL. */
  @Override
  public String url() {
    boolean asksAnother =
        pool.getDataSource() != null
            || pool.getDataSourceClassName() != null
            || pool.getDataSourceJNDI() != null;
    return asksAnother ? "" : Objects.requireNonNullElse(pool.getJdbcUrl(), "");
  }

  @Override
  public String driver() {
    return Objects.requireNonNullElse(pool.getDriverClassName(), "");
  }

  @Override
  public Properties properties() {
    return pool.getDataSourceProperties();
  }

  @Override
  public boolean started() {
    return pool.getHikariPoolMXBean() != null;
  }

  @Override
  public void add(Properties properties) {
    properties.stringPropertyNames().stream()
        .forEach(name -> pool.addDataSourceProperty(name, properties.getProperty(name)));
  }

  @Override
  public void connectBy(GuardedUrl url) {
    pool.setDriverClassName(GuardDriver.class.getName());
    pool.setJdbcUrl(url.text());
  }
}
