package io.github.jdbcguard.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of DataSources as Spring Boot 4 asks for it; the other one has other classes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
class Boot4Health {
  @Bean
  @ConditionalOnEnabledHealthIndicator("guard")
  HealthIndicator guardHealthContributor(SourceStatuses statuses) {
    return () -> health(statuses.ask());
  }

  private static Health health(SourceStatuses.Answers answers) {
    return Health.status(answers.refused() ? Status.DOWN : Status.UP)
        .withDetails(answers.details())
        .build();
  }
}
