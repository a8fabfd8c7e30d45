package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardDriver;
import java.sql.Driver;
import java.util.Objects;
import java.util.Properties;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A DataSource of Spring's that asks one driver each time. */
record SimpleDriverSource(SimpleDriverDataSource source) implements UrlSource {
  @Override
  public String url() {
    return Objects.requireNonNullElse(source.getUrl(), "");
  }

  @Override
  public String driver() {
    Driver driver = source.getDriver();
    return driver == null ? "" : driver.getClass().getName();
  }

  @Override
  public Properties properties() {
    return DriverManagerSource.properties(source);
  }

  @Override
  public boolean started() {
    return false;
  }

  @Override
  public void add(Properties properties) {
    DriverManagerSource.add(source, properties);
  }

  @Override
  public void connectBy(GuardedUrl url) {
    source.setDriver(new GuardDriver());
    source.setUrl(url.text());
  }
}
