package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardDriver;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.springframework.beans.DirectFieldAccessor;

/** A pool of Tomcat's. */
record TomcatSource(DataSourceProxy pool) implements UrlSource {
  static Optional<UrlSource> of(DataSource source) {
    return source instanceof DataSourceProxy pool
        ? Optional.of(new TomcatSource(pool))
        : Optional.empty();
  }

  /** Empty where it asks another DataSource, which the pool prefers over a URL. */
  @Override
  public String url() {
    boolean asksAnother = pool.getDataSource() != null || pool.getDataSourceJNDI() != null;
    return asksAnother ? "" : Objects.requireNonNullElse(pool.getUrl(), "");
  }

  @Override
  public String driver() {
    return Objects.requireNonNullElse(pool.getDriverClassName(), "");
  }

  @Override
  public Properties properties() {
    return pool.getDbProperties();
  }

  /** Looks at the field, since every method that tells starts the pool. */
  @Override
  public boolean started() {
    return new DirectFieldAccessor(pool).getPropertyValue("pool") != null;
  }

  @Override
  public void add(Properties properties) {
    Properties all = new Properties();
    all.putAll(pool.getDbProperties());
    all.putAll(properties);
    pool.setDbProperties(all);
  }

  @Override
  public void connectBy(GuardedUrl url) {
    pool.setDriverClassName(GuardDriver.class.getName());
    pool.setUrl(url.text());
  }
}
