package io.github.jdbcguard.spring;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Guards the DataSource that a migration tool has for itself, as by {@code spring.flyway.url}: it
 * is no bean.
 *
 * @param <T> the tool
 */
final class MigrationPostProcessor<T> implements BeanPostProcessor, PriorityOrdered {
  private final Guarding guarding;
  private final Class<T> tool;
  private final Function<T, @Nullable DataSource> source;

  MigrationPostProcessor(
      Guarding guarding, Class<T> tool, Function<T, @Nullable DataSource> source) {
    this.guarding = guarding;
    this.tool = tool;
    this.source = source;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    DataSource own = tool.isInstance(bean) ? source.apply(tool.cast(bean)) : null;
    if (own != null && !guarding.guard(own).equals(own)) {
      throw new IllegalStateException(
          "the DataSource of '%s' is a %s, which cannot be guarded there; make it a bean"
              .formatted(beanName, own.getClass().getName()));
    }
    return bean;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 100;
  }
}
