package io.github.jdbcguard.spring;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/** Guards each DataSource bean, before others decorate it. */
final class GuardingPostProcessor implements BeanPostProcessor, PriorityOrdered {
  private final Guarding guarding;

  GuardingPostProcessor(Guarding guarding) {
    this.guarding = guarding;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    return bean instanceof DataSource source ? guarding.guard(source) : bean;
  }

  /** Innermost: what others put around it sees what the guard lets through. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 100;
  }
}
