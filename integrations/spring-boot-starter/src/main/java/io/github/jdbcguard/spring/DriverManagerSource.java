package io.github.jdbcguard.spring;

import java.util.Objects;
import java.util.Properties;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A DataSource of Spring's that asks DriverManager each time. */
record DriverManagerSource(DriverManagerDataSource source) implements UrlSource {
  @Override
  public String url() {
    return Objects.requireNonNullElse(source.getUrl(), "");
  }

  @Override
  public String driver() {
    return "";
  }

  @Override
  public Properties properties() {
    return properties(source);
  }

  @Override
  public boolean started() {
    return false;
  }

  @Override
  public void add(Properties properties) {
    add(source, properties);
  }

  @Override
  public void connectBy(GuardedUrl url) {
    source.setUrl(url.text());
  }

  static Properties properties(AbstractDriverBasedDataSource source) {
    return Objects.requireNonNullElseGet(source.getConnectionProperties(), Properties::new);
  }

  static void add(AbstractDriverBasedDataSource source, Properties properties) {
    Properties all = new Properties();
    all.putAll(properties(source));
    all.putAll(properties);
    source.setConnectionProperties(all);
  }
}
