package io.github.jdbcguard.server;

import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server by what privileges the user of a connection could write there. One query; needs no
 * privilege. What functions do in the name of their owners it does not tell.
 */
public final class PrivilegeProbe {
  private static final int PATIENCE_SECONDS = 10;

  /** Those whose default privileges decide on the tables that they will create. */
  private static final String TABLE_OWNERS =
      """
      SELECT DISTINCT pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner)::text)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1""";

  /** MySQL error reference: an option, here skip-grant-tables, prevents the statement. */
  private static final int MYSQL_WITHOUT_GRANTS = 1290;

  private PrivilegeProbe() {}

  /**
   * By what the user could write. Never throws because of what the server says.
   *
   * @param database in the server's words
   * @param raw the connection to the real driver
   */
  public static Privileges ask(Engine engine, String database, Connection raw) {
    Optional<String> question = PrivilegeQuestion.of(engine);
    if (question.isEmpty()) {
      return Privileges.unknown();
    }
    try {
      return privileges(engine, database, rows(raw, question.get()));
    } catch (SQLException refused) {
      return refused.getErrorCode() == MYSQL_WITHOUT_GRANTS
          ? new Privileges(true, List.of("everything: the server checks no privileges"))
          : Privileges.unknown();
    } catch (RuntimeException driverFailed) {
      return Privileges.unknown();
    }
  }

  /**
   * Who owns the tables in the schema {@code public} of PostgreSQL, quoted as SQL needs it; none
   * where there are none, elsewhere, or where that is not told. Never throws because of what the
   * server says.
   */
  public static List<String> tableOwners(Engine engine, Connection raw) {
    if (engine != Engine.POSTGRESQL && engine != Engine.YUGABYTE) {
      return List.of();
    }
    try {
      return rows(raw, TABLE_OWNERS);
    } catch (SQLException | RuntimeException notTold) {
      return List.of();
    }
  }

  private static Privileges privileges(Engine engine, String database, List<String> rows) {
    if (engine == Engine.MYSQL || engine == Engine.MARIADB) {
      return MysqlGrant.privileges(rows, database);
    }
    // Of H2, silence says nothing: not everything is told.
    return new Privileges(engine != Engine.H2 || !rows.isEmpty(), rows);
  }

  private static List<String> rows(Connection raw, String question) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = raw.createStatement()) {
      statement.setQueryTimeout(PATIENCE_SECONDS);
      try (ResultSet row = statement.executeQuery(question)) {
        while (row.next()) {
          rows.add(row.getString(1));
        }
      }
    } finally {
      if (!raw.getAutoCommit()) {
        raw.rollback();
      }
    }
    return rows;
  }
}
