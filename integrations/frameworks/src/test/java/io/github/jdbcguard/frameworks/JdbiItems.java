package io.github.jdbcguard.frameworks;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** By jdbi's fluent interface. */
record JdbiItems(Jdbi jdbi) implements Items {
  @Override
  public List<String> names() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT name FROM items ORDER BY id").mapTo(String.class).list());
  }

  @Override
  public void rename(int id, String name) {
    jdbi.useTransaction(
        handle ->
            handle
                .createUpdate("UPDATE items SET name = :name WHERE id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute());
  }
}
