package io.github.jdbcguard.spring;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Tells of the guard by the actuator and by Micrometer, as far as the application has them. */
@AutoConfiguration(
    after = GuardAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@ConditionalOnBean(DataSource.class)
@Import({Boot3Health.class, Boot4Health.class})
public class GuardActuatorAutoConfiguration {
  /** Made by Spring. */
  public GuardActuatorAutoConfiguration() {}

  @Bean
  SourceStatuses guardSourceStatuses(ListableBeanFactory beans) {
    return new SourceStatuses(beans);
  }

  /** For the endpoint {@code info}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
  static class ForInfo {
    @Bean
    @ConditionalOnEnabledInfoContributor("guard")
    GuardInfo guardInfoContributor(SourceStatuses statuses) {
      return new GuardInfo(statuses);
    }
  }

  /** For Micrometer. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class ForMeters {
    @Bean
    GuardMeters guardMeters() {
      return new GuardMeters();
    }
  }
}
