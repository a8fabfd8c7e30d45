package io.github.jdbcguard.frameworks;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By Spring's JdbcClient. */
record SpringItems(JdbcClient client) implements Items {
  @Override
  public List<String> names() {
    return client.sql("SELECT name FROM items ORDER BY id").query(String.class).list();
  }

  @Override
  public void rename(int id, String name) {
    client
        .sql("UPDATE items SET name = :name WHERE id = :id")
        .param("name", name)
        .param("id", id)
        .update();
  }
}
