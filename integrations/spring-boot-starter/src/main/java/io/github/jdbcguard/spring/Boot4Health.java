package io.github.jdbcguard.spring;

import java.util.Map;
import java.util.TreeMap;
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

  private static Health health(Map<String, SourceStatus> statuses) {
    Map<String, Object> details = new TreeMap<>();
    statuses.forEach((name, status) -> details.put(name, status.details()));
    boolean down = statuses.values().stream().anyMatch(SourceStatus::refused);
    return Health.status(down ? Status.DOWN : Status.UP).withDetails(details).build();
  }
}
