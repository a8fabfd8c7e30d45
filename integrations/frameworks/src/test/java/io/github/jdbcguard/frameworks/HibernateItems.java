package io.github.jdbcguard.frameworks;

import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** By Jakarta Persistence, with Hibernate and its own pool. */
final class HibernateItems implements Items {
  private final SessionFactory factory;

  HibernateItems(String url) {
    factory =
        new HibernatePersistenceConfiguration("shop")
            .managedClass(Item.class)
            .jdbcUrl(url)
            .createEntityManagerFactory();
  }

  @Override
  public List<String> names() {
    return factory.callInTransaction(
        manager ->
            manager
                .createQuery("select i from Item i order by i.id", Item.class)
                .getResultStream()
                .map(Item::name)
                .toList());
  }

  @Override
  public void rename(int id, String name) {
    factory.runInTransaction(manager -> manager.find(Item.class, id).rename(name));
  }

  @Override
  public void close() {
    factory.close();
  }
}
