package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardRefusedException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Has Spring say of a refusal that permission was denied, by way of Hibernate too, which takes it
 * for a failed connection. All other exceptions are left to Hibernate.
 */
final class RefusalTranslation implements BeanPostProcessor {
  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof HibernateJpaVendorAdapter adapter) {
      adapter
          .getJpaDialect()
          .setJdbcExceptionTranslator(
              (task, sql, failure) ->
                  failure instanceof GuardRefusedException
                      ? new PermissionDeniedDataAccessException(
                          String.valueOf(failure.getMessage()), failure)
                      : null);
    }
    return bean;
  }
}
