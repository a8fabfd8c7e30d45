package io.github.jdbcguard.spring;

import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Guards DataSources: those with a {@code jdbc:guard:} URL, which need no driver class then, and
 * with {@code guard.enabled=true} all others too.
 */
@AutoConfiguration
@ConditionalOnClass({DataSource.class, DelegatingDataSource.class})
@ImportRuntimeHints(GuardRuntimeHints.class)
public class GuardAutoConfiguration {
  /** Made by Spring. */
  public GuardAutoConfiguration() {}

  @Bean
  static DriverClassNames guardDriverClassNames() {
    return new DriverClassNames();
  }

  @Bean
  static GuardingPostProcessor guardDataSources(ConfigurableEnvironment environment) {
    return new GuardingPostProcessor(guarding(environment));
  }

  private static Guarding guarding(ConfigurableEnvironment environment) {
    return new Guarding(EnvironmentSettings.of(environment));
  }

  /** The DataSource that Flyway has for itself. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Flyway.class)
  static class ForFlyway {
    @Bean
    static MigrationPostProcessor<Flyway> guardFlyway(ConfigurableEnvironment environment) {
      return new MigrationPostProcessor<>(
          guarding(environment), Flyway.class, flyway -> flyway.getConfiguration().getDataSource());
    }
  }

  /** The DataSource that Liquibase has for itself. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(SpringLiquibase.class)
  static class ForLiquibase {
    @Bean
    static MigrationPostProcessor<SpringLiquibase> guardLiquibase(
        ConfigurableEnvironment environment) {
      return new MigrationPostProcessor<>(
          guarding(environment), SpringLiquibase.class, SpringLiquibase::getDataSource);
    }
  }

  /** Refusals that come by way of Hibernate. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      value = HibernateJpaVendorAdapter.class,
      name = {"jakarta.persistence.EntityManagerFactory", "org.hibernate.SessionFactory"})
  static class ForHibernate {
    @Bean
    static RefusalTranslation guardRefusalTranslation() {
      return new RefusalTranslation();
    }

    @Bean
    static SchemaToolHalt guardSchemaToolHalt() {
      return new SchemaToolHalt();
    }
  }
}
