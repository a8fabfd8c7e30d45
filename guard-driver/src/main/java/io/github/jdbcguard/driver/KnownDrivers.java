package io.github.jdbcguard.driver;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The driver classes of the URLs that people use, and which of them may be asked about one. */
final class KnownDrivers {
  /** By what stands between {@code jdbc:} and the next colon. */
  private static final Map<String, List<String>> CLASSES =
      Map.ofEntries(
          Map.entry("postgresql", List.of("org.postgresql.Driver")),
          Map.entry("mysql", List.of("com.mysql.cj.jdbc.Driver")),
          Map.entry("mysql+srv", List.of("com.mysql.cj.jdbc.Driver")),
          Map.entry("mariadb", List.of("org.mariadb.jdbc.Driver")),
          Map.entry("h2", List.of("org.h2.Driver")),
          Map.entry("sqlite", List.of("org.sqlite.JDBC")),
          Map.entry("hsqldb", List.of("org.hsqldb.jdbc.JDBCDriver")),
          Map.entry(
              "derby",
              List.of(
                  "org.apache.derby.iapi.jdbc.AutoloadedDriver",
                  "org.apache.derby.client.ClientAutoloadedDriver",
                  "org.apache.derby.jdbc.ClientDriver")),
          Map.entry("duckdb", List.of("org.duckdb.DuckDBDriver")),
          Map.entry("sqlserver", List.of("com.microsoft.sqlserver.jdbc.SQLServerDriver")),
          Map.entry("jtds", List.of("net.sourceforge.jtds.jdbc.Driver")),
          Map.entry("oracle", List.of("oracle.jdbc.OracleDriver")),
          Map.entry("db2", List.of("com.ibm.db2.jcc.DB2Driver")),
          Map.entry("as400", List.of("com.ibm.as400.access.AS400JDBCDriver")),
          Map.entry("informix-sqli", List.of("com.informix.jdbc.IfxDriver")),
          Map.entry("redshift", List.of("com.amazon.redshift.Driver")),
          Map.entry("yugabytedb", List.of("com.yugabyte.Driver")),
          Map.entry("clickhouse", List.of("com.clickhouse.jdbc.ClickHouseDriver")),
          Map.entry("ch", List.of("com.clickhouse.jdbc.ClickHouseDriver")),
          Map.entry("trino", List.of("io.trino.jdbc.TrinoDriver")),
          Map.entry(
              "snowflake",
              List.of(
                  "net.snowflake.client.api.driver.SnowflakeDriver",
                  "net.snowflake.client.jdbc.SnowflakeDriver")),
          Map.entry("p6spy", List.of("com.p6spy.engine.spy.P6SpyDriver")),
          Map.entry("aws-wrapper", List.of("software.amazon.jdbc.Driver")),
          Map.entry("otel", List.of("io.opentelemetry.instrumentation.jdbc.OpenTelemetryDriver")),
          Map.entry("log4jdbc", List.of("net.sf.log4jdbc.sql.jdbcapi.DriverSpy")),
          Map.entry("wrap-jdbc", List.of("com.alibaba.druid.proxy.DruidDriver")),
          Map.entry("tc", List.of("org.testcontainers.jdbc.ContainerDatabaseDriver")));

  /**
   * Whose {@code getPropertyInfo} was seen to read the URL and do nothing else. DuckDB's opens the
   * database, Derby's starts the engine, and a driver in front of another asks whom it finds.
   */
  private static final Set<String> ASKED =
      Set.of(
          "postgresql",
          "yugabytedb",
          "redshift",
          "mysql",
          "mariadb",
          "sqlserver",
          "h2",
          "hsqldb",
          "sqlite");

  private KnownDrivers() {}

  /** The classes to try for a URL, the likeliest first; empty for a URL of nobody we know. */
  static List<String> of(String url) {
    return CLASSES.getOrDefault(name(url), List.of());
  }

  /** Whether the driver may be asked for its properties: that opens nothing and loads nothing. */
  static boolean mayBeAsked(String url) {
    return ASKED.contains(name(url));
  }

  /** The start of a URL, which holds no password: {@code jdbc:postgresql}. */
  static String prefix(String url) {
    int second = url.indexOf(':', "jdbc:".length());
    return second < 0 ? "jdbc" : url.substring(0, second);
  }

  private static String name(String url) {
    String prefix = prefix(url).toLowerCase(Locale.ROOT);
    return prefix.startsWith("jdbc:") ? prefix.substring("jdbc:".length()) : "";
  }
}
