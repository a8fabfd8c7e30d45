package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardDriver;
import java.util.Set;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Names the guard's driver where properties have a guarded URL and no driver, which Spring Boot
 * guesses from the URLs that it knows. The classes are looked at by name, since they lie in other
 * packages in Spring Boot 3 and 4.
 */
final class DriverClassNames implements BeanPostProcessor, PriorityOrdered {
  private static final Set<String> PROPERTIES =
      Set.of("DataSourceProperties", "FlywayProperties", "LiquibaseProperties");
  private static final String DRIVER = "driverClassName";

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (isOfSpringBoot(bean.getClass())) {
      BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
      if (properties.getPropertyValue("url") instanceof String url
          && GuardedUrl.isGuarded(url)
          && properties.getPropertyValue(DRIVER) == null) {
        properties.setPropertyValue(DRIVER, GuardDriver.class.getName());
      }
    }
    return bean;
  }

  private static boolean isOfSpringBoot(Class<?> type) {
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      if (PROPERTIES.contains(one.getSimpleName())
          && one.getName().startsWith("org.springframework.boot.")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 100;
  }
}
