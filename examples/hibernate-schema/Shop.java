import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A service that starts with hibernate.hbm2ddl.auto as its second argument says. */
public class Shop {
  /** The table, with a column that the database does not have yet. */
  @Entity
  @Table(name = "customers")
  public static class Customer {
    @Id int id;
    @Column(length = 100) String name;
    boolean active;
    Integer points;
  }

  public static void main(String[] arguments) {
    try (SessionFactory factory =
        new HibernatePersistenceConfiguration("shop")
            .managedClass(Customer.class)
            .jdbcUrl(arguments[0])
            .jdbcUsername("shop")
            .property("hibernate.hbm2ddl.auto", arguments[1])
            .property("hibernate.hbm2ddl.halt_on_error", true)
            .createEntityManagerFactory()) {
      System.out.println("the service is up");
    } catch (PersistenceException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.out.println(cause.getMessage());
      System.exit(1);
    }
  }
}
