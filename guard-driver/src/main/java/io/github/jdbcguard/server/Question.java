package io.github.jdbcguard.server;

import io.github.jdbcguard.target.Engine;
import java.util.List;

/**
 * What servers are asked, in the words of each engine. Each question gives one row: the identity of
 * the server, what tells its databases apart, the database, the user whose rights count, whether
 * the server would refuse to write, the marker as it is written there, and the number of the
 * session that answers.
 */
final class Question {
  /**
   * PostgreSQL manual, "Control Data Functions": the identifier is shared by all databases of a
   * cluster and by its physical copies. Names are qualified, so that no search path leads
   * elsewhere.
   */
  private static final String POSTGRESQL =
      """
      SELECT %s, d.oid::pg_catalog.text, d.datname::pg_catalog.text, CURRENT_USER::pg_catalog.text,
        pg_catalog.current_setting('transaction_read_only'),
        (SELECT pg_catalog.obj_description(t.oid, 'pg_class')
          FROM pg_catalog.pg_class t
          JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.relnamespace
          WHERE n.nspname OPERATOR(pg_catalog.=) 'guard' AND t.relname OPERATOR(pg_catalog.=) 'marker'),
        pg_catalog.pg_backend_pid()
      FROM pg_catalog.pg_database d
      WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()""";

  private static final String WITH_IDENTITY =
      POSTGRESQL.formatted(
          "(SELECT c.system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system() c)");

  /** Where the function is forbidden, the marker is there all the same. */
  private static final String WITHOUT_IDENTITY = POSTGRESQL.formatted("NULL");

  /** For servers that speak the protocol of PostgreSQL and are others. */
  private static final String LIKE_POSTGRESQL =
      "SELECT NULL, NULL, current_database(), CURRENT_USER, NULL, NULL, NULL";

  /** The comment of a table, which information_schema tells without failing where there is none. */
  private static final String MYSQL_MARKER =
      """
      (SELECT TABLE_COMMENT FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'guard_marker'), CONNECTION_ID()""";

  /** MySQL manual, "Replication and Binary Logging Options and Variables". */
  private static final String MYSQL =
      "SELECT @@server_uuid, DATABASE(), DATABASE(), SUBSTRING_INDEX(USER(), '@', 1), @@read_only, "
          + MYSQL_MARKER;

  /** MariaDB has no identity of its own making: its host, port and number have to do. */
  private static final String MARIADB =
      """
      SELECT CONCAT(@@hostname, ':', @@port, ':', @@server_id), DATABASE(), DATABASE(),
        SUBSTRING_INDEX(USER(), '@', 1), @@read_only,
      """
          + MYSQL_MARKER;

  /** SQL Server documentation, SERVERPROPERTY: unlike @@SERVERNAME it is right after a renaming. */
  private static final String SQLSERVER =
      """
      SELECT CONVERT(nvarchar(256), SERVERPROPERTY('ServerName')), DB_NAME(), DB_NAME(),
        ORIGINAL_LOGIN(),
        CASE WHEN DATABASEPROPERTYEX(DB_NAME(), 'Updateability') = 'READ_ONLY' THEN 1 ELSE 0 END,
        (SELECT CONVERT(nvarchar(2000), value) FROM sys.extended_properties
          WHERE class = 0 AND name = 'guard_marker'), NULL""";

  /** Oracle SQL reference, SYS_CONTEXT. */
  private static final String ORACLE =
      """
      SELECT SYS_CONTEXT('USERENV', 'DB_UNIQUE_NAME'), SYS_CONTEXT('USERENV', 'CON_NAME'),
        SYS_CONTEXT('USERENV', 'CON_NAME'), SYS_CONTEXT('USERENV', 'SESSION_USER'),
        CASE WHEN SYS_CONTEXT('USERENV', 'DATABASE_ROLE') = 'PRIMARY' THEN 0 ELSE 1 END,
        (SELECT MIN(COMMENTS) FROM ALL_TAB_COMMENTS
          WHERE OWNER = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND TABLE_NAME = 'GUARD_MARKER'), NULL
      FROM DUAL""";

  private static final String H2 =
      """
      SELECT DATABASE_PATH(), 'h2', DATABASE(), USER(), READONLY(),
        (SELECT MIN(REMARKS) FROM INFORMATION_SCHEMA.TABLES
          WHERE UPPER(TABLE_NAME) = 'GUARD_MARKER'), NULL""";

  private static final String SQLITE =
      """
      SELECT file, 'sqlite', file, NULL, NULL,
        (SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = 'guard_marker'), NULL
      FROM pragma_database_list WHERE name = 'main'""";

  private Question() {}

  /** From the best to the simplest; none where a server of this engine cannot be asked. */
  static List<String> of(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE -> List.of(WITH_IDENTITY, WITHOUT_IDENTITY, LIKE_POSTGRESQL);
      case REDSHIFT -> List.of(LIKE_POSTGRESQL);
      case MYSQL -> List.of(MYSQL);
      case MARIADB -> List.of(MARIADB);
      case SQLSERVER -> List.of(SQLSERVER);
      case ORACLE -> List.of(ORACLE);
      case H2 -> List.of(H2);
      case SQLITE -> List.of(SQLITE);
      case DB2, HSQLDB, DERBY, DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> List.of();
    };
  }
}
