package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.ReadOnlyMode;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the server of one connection was told to refuse by itself. A session is told only where it
 * belongs to this connection alone: behind a pooler the setting would hit strangers.
 */
public final class ReadOnlySession {
  private static final ReadOnlySession NONE =
      new ReadOnlySession(Hold.NOTHING, Engine.OTHER, false, null);

  private final Hold hold;
  private final Engine engine;
  private final boolean readOnlyBefore;

  /** Null where nothing is held. */
  private final @Nullable Connection raw;

  private ReadOnlySession(
      Hold hold, Engine engine, boolean readOnlyBefore, @Nullable Connection raw) {
    this.hold = hold;
    this.engine = engine;
    this.readOnlyBefore = readOnlyBefore;
    this.raw = raw;
  }

  /** Who stands between a driver and the session that answers. */
  private enum Between {
    NOBODY,
    SOMEBODY,
    UNKNOWN
  }

  /** Of a server that was told nothing. */
  public static ReadOnlySession none() {
    return NONE;
  }

  /**
   * Tells the server to refuse writes. Where it does not understand that, nothing is held.
   *
   * @param report what the server said of itself
   * @param raw a new connection to the real driver
   * @param properties what the driver was given beside the URL
   */
  public static ReadOnlySession open(
      ReadOnlyMode mode, ServerReport report, Connection raw, Properties properties) {
    Engine engine = report.engine();
    try {
      boolean before = raw.isReadOnly();
      Between between = between(report, raw, properties);
      Hold hold =
          switch (mode) {
            case OFF -> Hold.NOTHING;
            case TRANSACTION -> transactions(engine, raw);
            case UNSAID ->
                between == Between.NOBODY ? session(engine, raw) : transactions(engine, raw);
            case SESSION ->
                between != Between.SOMEBODY ? session(engine, raw) : transactions(engine, raw);
          };
      return hold == Hold.NOTHING ? NONE : new ReadOnlySession(hold, engine, before, raw);
    } catch (SQLException notSupported) {
      return NONE;
    }
  }

  /** The same session, reached over another handle of a pool. */
  public ReadOnlySession over(Connection handle) {
    return hold == Hold.NOTHING ? this : new ReadOnlySession(hold, engine, readOnlyBefore, handle);
  }

  /** What is held, as long as nobody lifts it. */
  public Hold hold() {
    return hold;
  }

  /**
   * Whether the server would refuse a write that was sent now; asks it, because a function may have
   * lifted what was set. Where transactions are held, it is asked for the one that is open, so
   * there has to be one.
   *
   * @throws SQLException where it cannot be asked, as the statement itself could not be sent
   */
  public boolean holdsNow() throws SQLException {
    if (raw == null) {
      return false;
    }
    return engine == Engine.DERBY ? raw.isReadOnly() : on(raw, question(engine));
  }

  /** Whether the driver called the connection read-only before the server was told. */
  public boolean readOnlyBefore() {
    return readOnlyBefore;
  }

  /** Tells the server once more, outside of a transaction, after it was made to forget. */
  public void renew() throws SQLException {
    if (raw != null && hold == Hold.SESSION) {
      outsideTransaction(raw, statement(engine));
    }
  }

  private static Between between(ServerReport report, Connection raw, Properties properties)
      throws SQLException {
    return switch (report.engine()) {
      case MARIADB, MYSQL, POSTGRESQL, YUGABYTE ->
          HandshakeNumber.changes(raw, properties) ? Between.SOMEBODY : byNumbers(report, raw);
      case SQLITE, HSQLDB, DERBY -> Between.NOBODY;
      case ORACLE, REDSHIFT, SQLSERVER, DB2, H2, DUCKDB -> Between.UNKNOWN;
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> Between.UNKNOWN;
    };
  }

  private static Between byNumbers(ServerReport report, Connection raw) {
    OptionalLong told = HandshakeNumber.of(raw);
    if (told.isEmpty() || report.session().isEmpty()) {
      return Between.UNKNOWN;
    }
    return told.equals(report.session()) ? Between.NOBODY : Between.SOMEBODY;
  }

  /** Of the drivers that could, only those of PostgreSQL leave the session as it is. */
  private static Hold transactions(Engine engine, Connection raw) throws SQLException {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE -> {
        raw.setReadOnly(true);
        yield Hold.TRANSACTION;
      }
      case REDSHIFT, MYSQL, MARIADB, SQLSERVER, ORACLE, DB2, H2, HSQLDB, DERBY -> Hold.NOTHING;
      case SQLITE, DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> Hold.NOTHING;
    };
  }

  private static Hold session(Engine engine, Connection raw) throws SQLException {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE -> {
        outsideTransaction(raw, statement(engine));
        raw.setReadOnly(true); // for what the driver begins by itself
        yield Hold.SESSION;
      }
      case MYSQL, MARIADB, SQLITE, HSQLDB -> {
        outsideTransaction(raw, statement(engine));
        yield Hold.SESSION;
      }
      case DERBY -> {
        raw.setReadOnly(true);
        // Over the network the driver only remembers it.
        yield raw.getMetaData().getDriverName().contains("Embedded") ? Hold.SESSION : Hold.NOTHING;
      }
      case ORACLE -> {
        outsideTransaction(raw, statement(engine));
        yield Hold.NOTHING; // never tried: a second layer that nothing rests on
      }
      case REDSHIFT, SQLSERVER, DB2, H2, DUCKDB -> Hold.NOTHING;
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> Hold.NOTHING;
    };
  }

  private static String statement(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE, HSQLDB -> "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
      case MYSQL, MARIADB -> "SET SESSION TRANSACTION READ ONLY";
      case SQLITE -> "PRAGMA query_only = 1";
      case ORACLE -> "ALTER SESSION SET READ_ONLY = TRUE";
      case REDSHIFT, SQLSERVER, DB2, H2, DERBY, DUCKDB -> throw untold(engine);
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> throw untold(engine);
    };
  }

  private static String question(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE -> "SHOW transaction_read_only";
      case MYSQL -> "SELECT @@transaction_read_only LIMIT 1";
      case MARIADB -> "SELECT @@tx_read_only LIMIT 1"; // whatever sql_select_limit says
      case SQLITE -> "PRAGMA query_only";
      case HSQLDB -> "VALUES IS_READONLY_SESSION()";
      case ORACLE, REDSHIFT, SQLSERVER, DB2, H2, DERBY, DUCKDB -> throw untold(engine);
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> throw untold(engine);
    };
  }

  private static IllegalArgumentException untold(Engine engine) {
    return new IllegalArgumentException(engine.id() + " is told nothing by SQL");
  }

  private static boolean on(Connection raw, String question) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      String answer = row.next() ? row.getString(1) : null;
      return answer != null && List.of("on", "1", "true").contains(answer.toLowerCase(Locale.ROOT));
    }
  }

  /** Within a transaction a rollback would undo it. */
  private static void outsideTransaction(Connection raw, String sql) throws SQLException {
    boolean autoCommit = raw.getAutoCommit();
    if (!autoCommit) {
      raw.setAutoCommit(true);
    }
    try (Statement statement = raw.createStatement()) {
      statement.execute(sql);
    } finally {
      if (!autoCommit) {
        raw.setAutoCommit(false);
      }
    }
  }
}
