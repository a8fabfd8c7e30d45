package io.github.jdbcguard.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hibernate's own tools for schemas. */
class HibernateSchemaIT {
  @TempDir static Path folder;

  /** The table as a newer release of the program has it. */
  @Entity
  @Table(name = "items")
  static class PricedItem {
    @Id int id;
    String name = "";
    @Nullable Integer price;
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void updatesStaging(TestEngine engine) throws Exception {
    TestDatabase staging = TestDatabase.create(engine, folder, "staging");

    open(staging.guardedUrl(), PricedItem.class, Action.UPDATE, true).close();

    assertThat(columns(staging)).containsExactly("id", "name", "price");
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void validatesProduction(TestEngine engine) throws Exception {
    TestDatabase production = TestDatabase.create(engine, folder, "production");

    open(production.guardedUrl(), Item.class, Action.VALIDATE, true).close();

    assertThat(columns(production)).containsExactly("id", "name");
  }

  @ParameterizedTest
  @CsvSource({
    "H2, UPDATE",
    "H2, CREATE",
    "H2, CREATE_DROP",
    "H2, CREATE_ONLY",
    "H2, DROP",
    "H2, TRUNCATE",
    "POSTGRESQL, UPDATE",
    "POSTGRESQL, CREATE",
    "POSTGRESQL, CREATE_DROP",
    "POSTGRESQL, CREATE_ONLY",
    "POSTGRESQL, DROP",
    "POSTGRESQL, TRUNCATE"
  })
  void doesNotChangeProductionWhetherItGoesOnOrNot(TestEngine engine, Action action)
      throws Exception {
    TestDatabase production = TestDatabase.create(engine, folder, "production");
    String before = production.contents();

    // Hibernate logs what it could not do, and goes on, unless it is told to halt.
    open(production.guardedUrl(), PricedItem.class, action, false).close();
    assertThatThrownBy(() -> open(production.guardedUrl(), PricedItem.class, action, true).close())
        .hasStackTraceContaining("refused on production (");

    assertThat(columns(production)).containsExactly("id", "name");
    assertThat(production.contents()).isEqualTo(before);
  }

  private static SessionFactory open(String url, Class<?> entity, Action action, boolean halt) {
    return new HibernatePersistenceConfiguration("shop")
        .managedClass(entity)
        .jdbcUrl(url)
        .schemaToolingAction(action)
        .property("hibernate.hbm2ddl.halt_on_error", halt)
        .createEntityManagerFactory();
  }

  private static List<String> columns(TestDatabase database) throws Exception {
    try (Connection connection = database.raw();
        ResultSet rows = connection.getMetaData().getColumns(null, null, "%", "%")) {
      List<String> columns = new ArrayList<>();
      while (rows.next()) {
        if (rows.getString("TABLE_NAME").equalsIgnoreCase("items")) {
          columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
        }
      }
      return columns;
    }
  }
}
