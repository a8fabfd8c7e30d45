package io.github.jdbcguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.target.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real servers tell of the privileges of a user. */
class PrivilegeProbeIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                   | GRANT SELECT ON items TO %s
          on tables: 1, such as public.items   | GRANT INSERT ON items TO %s
          on tables: 1, such as public.items   | GRANT TRUNCATE ON items TO %s
          on tables: 1, such as public.items   | GRANT UPDATE (name) ON items TO %s
          on tables: 1, such as public.items   | GRANT pg_write_all_data TO %s
          on tables: 1, such as public.items   | CREATE ROLE w_%s; ALTER ROLE %s NOINHERIT; GRANT w_%s TO %s; GRANT DELETE ON items TO w_%s
          CREATE in schemas: 1, such as public | GRANT CREATE ON SCHEMA public TO PUBLIC
          CREATE on the database               | GRANT CREATE ON DATABASE %s TO %s
          superuser, or a role                 | ALTER ROLE %s SUPERUSER
          owner of the database                | ALTER DATABASE %s OWNER TO %s
          """)
  void tellsHowAUserOfPostgresqlCouldWrite(String way, String grant) throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "privileges");
    String user = database.name();
    database.execute("CREATE ROLE %s LOGIN".formatted(user));
    database.execute(grant.replace("%s", user));
    try (Connection raw = DriverManager.getConnection(as(database, user))) {
      Privileges privileges = PrivilegeProbe.ask(Engine.POSTGRESQL, database.name(), raw);

      assertThat(privileges.known()).isTrue();
      if (way.isEmpty()) {
        assertThat(privileges.ways()).isEmpty();
      } else {
        assertThat(privileges.ways()).anyMatch(one -> one.contains(way));
      }
    }
  }

  @Test
  void leavesNoTransactionOpen() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "tx");
    try (Connection raw = database.raw();
        Statement statement = raw.createStatement()) {
      raw.setAutoCommit(false);
      PrivilegeProbe.ask(Engine.POSTGRESQL, database.name(), raw);
      raw.setAutoCommit(true);

      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  @Test
  void saysWhereAServerChecksNoPrivileges() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.MARIADB, folder, "unchecked");
    try (Connection raw = database.raw()) {
      assertThat(PrivilegeProbe.ask(Engine.MARIADB, database.name(), raw).ways())
          .containsExactly("everything: the server checks no privileges");
    }
  }

  @Test
  void takesTheSilenceOfH2ForNoAnswer() throws Exception {
    try (Connection admin = h2("admin");
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE TABLE items (id INTEGER)");
      statement.execute("CREATE USER reader PASSWORD 'x'");
      statement.execute("CREATE USER writer PASSWORD 'x'");
      statement.execute("GRANT SELECT ON items TO reader");
      statement.execute("GRANT SELECT, DELETE ON items TO writer");
      assertThat(PrivilegeProbe.ask(Engine.H2, "", admin).ways()).containsExactly("administrator");
      try (Connection reader = h2("reader");
          Connection writer = h2("writer")) {
        assertThat(PrivilegeProbe.ask(Engine.H2, "", reader)).isEqualTo(Privileges.unknown());
        assertThat(PrivilegeProbe.ask(Engine.H2, "", writer).ways())
            .containsExactly("DELETE on PUBLIC.ITEMS");
      }
    }
  }

  @Test
  void asksNothingWhereNobodyKnowsHow() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.SQLITE, folder, "file");
    try (Connection raw = database.raw()) {
      assertThat(PrivilegeProbe.ask(Engine.SQLITE, "", raw)).isEqualTo(Privileges.unknown());
    }
  }

  private static Connection h2(String user) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:mem:privileges", user, "x");
  }

  private static String as(TestDatabase database, String user) {
    return database.url().replace("user=postgres", "user=" + user);
  }
}
