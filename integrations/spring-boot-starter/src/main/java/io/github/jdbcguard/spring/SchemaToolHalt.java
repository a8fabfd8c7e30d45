package io.github.jdbcguard.spring;

import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Makes an application that may not change the schema fail at its start. Hibernate's schema tool
 * logs what goes wrong and goes on, unless it is told to halt; it is told so where the guard
 * protects the target, and stays as it is elsewhere.
 */
final class SchemaToolHalt implements BeanPostProcessor {
  private static final String HALT = "hibernate.hbm2ddl.halt_on_error";
  private static final Set<String> ACTIONS =
      Set.of("hibernate.hbm2ddl.auto", "jakarta.persistence.schema-generation.database.action");
  private static final Set<String> UNPROTECTED = Set.of("open", "guarded");

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
      Map<String, Object> properties = factory.getJpaPropertyMap();
      DataSource source = factory.getDataSource();
      if (source != null && changesSchema(properties) && isProtected(source)) {
        properties.putIfAbsent(HALT, "true");
      }
    }
    return bean;
  }

  private static boolean changesSchema(Map<String, Object> properties) {
    return ACTIONS.stream().anyMatch(properties::containsKey);
  }

  private static boolean isProtected(DataSource source) {
    String level = SourceStatus.of(source).details().get("level");
    return level != null && !UNPROTECTED.contains(level);
  }
}
