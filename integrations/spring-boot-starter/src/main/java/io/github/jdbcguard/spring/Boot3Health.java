package io.github.jdbcguard.spring;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of DataSources as Spring Boot 3 asks for it; the other one has other classes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
class Boot3Health {
  @Bean
  @ConditionalOnEnabledHealthIndicator("guard")
  HealthIndicator guardHealthIndicator(SourceStatuses statuses) {
    return () -> health(statuses.ask());
  }

  private static Health health(SourceStatuses.Answers answers) {
    return Health.status(answers.refused() ? Status.DOWN : Status.UP)
        .withDetails(answers.details())
        .build();
  }
}
