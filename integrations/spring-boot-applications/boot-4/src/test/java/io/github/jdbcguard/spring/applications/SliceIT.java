package io.github.jdbcguard.spring.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.driver.GuardConnection;
import io.github.jdbcguard.examples.springboot.Customers;
import io.github.jdbcguard.examples.springboot.ShopApplication;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.test.context.ContextConfiguration;

/** A test of a slice has a database of its own, which the guard leaves alone. */
@DataJpaTest(
    properties = {
      "guard.enabled=true",
      "spring.datasource.url=jdbc:postgresql://db.example.com/shop"
    })
@ContextConfiguration(classes = ShopApplication.class)
class SliceIT {
  private final DataSource source;
  private final Customers customers;

  SliceIT(@Autowired DataSource source, @Autowired Customers customers) {
    this.source = source;
    this.customers = customers;
  }

  @Test
  void usesTheEmbeddedDatabaseWithoutTheGuard() throws Exception {
    assertThat(source).isInstanceOf(EmbeddedDatabase.class);
    try (Connection connection = source.getConnection()) {
      assertThat(connection.isWrapperFor(GuardConnection.class)).isFalse();
    }
    assertThat(customers.findAll()).isEmpty();
  }
}
