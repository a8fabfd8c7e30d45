package io.github.jdbcguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.driver.GuardConnection;
import io.github.jdbcguard.driver.GuardRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The starter in contexts of Spring. */
class GuardAutoConfigurationTest {
  @TempDir Path folder;
  private ProductionFile production = new ProductionFile(Path.of(""));
  private ApplicationContextRunner runner = new ApplicationContextRunner();

  @BeforeEach
  void create() throws Exception {
    production = ProductionFile.create(folder);
    runner =
        new ApplicationContextRunner()
            .withConfiguration(
                AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardActuatorAutoConfiguration.class))
            .withPropertyValues("spring.datasource.username=sa");
    for (Map.Entry<String, String> setting : production.settings().entrySet()) {
      runner = runner.withPropertyValues(setting.getKey() + "=" + setting.getValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.zaxxer.hikari.HikariDataSource",
    "org.apache.tomcat.jdbc.pool.DataSource",
    "org.apache.commons.dbcp2.BasicDataSource",
    "org.springframework.jdbc.datasource.SimpleDriverDataSource"
  })
  void needsNoDriverClassForAGuardedUrl(String type) {
    runner
        .withPropertyValues(
            "spring.datasource.url=" + production.guardedUrl(), "spring.datasource.type=" + type)
        .run(context -> assertRefusesWrites(context.getBean(DataSource.class)));
  }

  @Test
  void needsNoDriverClassForFurtherDataSources() {
    runner
        .withUserConfiguration(TwoDataSources.class)
        .withPropertyValues("reports.url=" + production.guardedUrl(), "reports.username=sa")
        .run(context -> assertRefusesWrites(context.getBean("reports", DataSource.class)));
  }

  /** A second DataSource, as Spring Boot's guide makes it. */
  @Configuration(proxyBeanMethods = false)
  static class TwoDataSources {
    @Bean
    @ConfigurationProperties("reports")
    DataSourceProperties reportsProperties() {
      return new DataSourceProperties();
    }

    @Bean
    DataSource reports(DataSourceProperties reportsProperties) {
      return reportsProperties.initializeDataSourceBuilder().build();
    }
  }

  @Test
  void guardsEveryDataSourceWhereItIsEnabled() {
    runner
        .withPropertyValues("guard.enabled=true", "spring.datasource.url=" + production.url())
        .run(
            context -> {
              assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
              assertRefusesWrites(context.getBean(DataSource.class));
            });
  }

  @Test
  void isTheInnermostOfDecorators() {
    runner
        .withUserConfiguration(Decorated.class)
        .withPropertyValues("guard.enabled=true", "spring.datasource.url=" + production.url())
        .run(
            context -> {
              DataSource source = context.getBean(DataSource.class);
              assertThat(source).isInstanceOf(TransactionAwareDataSourceProxy.class);
              assertRefusesWrites(source);
            });
  }

  /** Puts a proxy around each DataSource that is guarded already. */
  @Configuration(proxyBeanMethods = false)
  static class Decorated {
    @Bean
    static Decorator decorator() {
      return new Decorator();
    }
  }

  /**
   * Comes before all others that say where they want to come, but for those of highest priority.
   */
  static final class Decorator implements BeanPostProcessor, Ordered {
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
      if (bean instanceof HikariDataSource pool) {
        assertThat(pool.getJdbcUrl()).startsWith("jdbc:guard:");
        return new TransactionAwareDataSourceProxy(pool);
      }
      return bean;
    }

    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE;
    }
  }

  @Test
  void guardsTheTargetOfAScopedProxyAndNotTheProxy() {
    runner
        .withUserConfiguration(Scoped.class)
        .withPropertyValues("guard.enabled=true", "scoped.url=" + production.url())
        .run(
            context -> {
              DataSource target = context.getBean("scopedTarget.scoped", DataSource.class);
              assertThat(((HikariDataSource) target).getJdbcUrl()).startsWith("jdbc:guard:");
              assertRefusesWrites(context.getBean("scoped", DataSource.class));
            });
  }

  /** A DataSource behind a scoped proxy. */
  @Configuration(proxyBeanMethods = false)
  static class Scoped {
    @Bean
    @Scope(value = "singleton", proxyMode = ScopedProxyMode.TARGET_CLASS)
    HikariDataSource scoped(Environment environment) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(environment.getRequiredProperty("scoped.url"));
      pool.setUsername("sa");
      return pool;
    }
  }

  @ParameterizedTest
  @CsvSource({"true, jdbc:", "false, jdbc:guard:"})
  void guardsTheDataSourceThatFlywayHasForItself(boolean enabled, String start) throws Exception {
    runner
        .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
        .withPropertyValues(
            "guard.enabled=" + enabled,
            "spring.datasource.url=jdbc:h2:mem:flyway",
            "spring.flyway.url=" + production.url().replaceFirst("jdbc:", start),
            "spring.flyway.user=sa")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(GuardRefusedException.class)
                    .hasMessageStartingWith("refused on production (h2 "));
    assertUnchanged();
  }

  @ParameterizedTest
  @CsvSource({"true, jdbc:", "false, jdbc:guard:"})
  void guardsTheDataSourceThatLiquibaseHasForItself(boolean enabled, String start)
      throws Exception {
    runner
        .withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
        .withPropertyValues(
            "guard.enabled=" + enabled,
            "spring.datasource.url=jdbc:h2:mem:liquibase",
            "spring.liquibase.change-log=classpath:changes.sql",
            "spring.liquibase.url=" + production.url().replaceFirst("jdbc:", start),
            "spring.liquibase.user=sa")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(GuardRefusedException.class)
                    .hasMessageStartingWith("refused on production (h2 "));
    assertUnchanged();
  }

  @Test
  void needsNeitherActuatorNorMicrometerNorOrm() {
    runner
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.actuate",
                "org.springframework.boot.health",
                "org.springframework.orm",
                "org.flywaydb",
                "liquibase",
                "io.micrometer",
                "org.apache.tomcat.jdbc",
                "org.apache.commons.dbcp2"))
        .withPropertyValues("guard.enabled=true", "spring.datasource.url=" + production.url())
        .run(context -> assertRefusesWrites(context.getBean(DataSource.class)));
  }

  private void assertRefusesWrites(DataSource source) throws Exception {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      assertThat(connection.isWrapperFor(GuardConnection.class)).isTrue();
      assertThatThrownBy(() -> statement.executeUpdate(ProductionFile.INSERT))
          .isInstanceOf(GuardRefusedException.class)
          .hasMessageStartingWith("refused on production (h2 ");
    }
  }

  private void assertUnchanged() throws SQLException {
    assertThat(production.customers()).isEqualTo(1);
  }
}
