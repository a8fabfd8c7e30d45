package io.github.jdbcguard.driver;

import java.util.Locale;
import java.util.Map;
import javax.sql.XADataSource;

/** The data sources of drivers, for distributed transactions and for pools. */
final class KnownVendorSources {
  /** What stands between {@code jdbc:} and the next colon, and the classes of both kinds. */
  private static final Map<String, Classes> CLASSES =
      Map.ofEntries(
          entry(
              "postgresql",
              "org.postgresql.xa.PGXADataSource",
              "org.postgresql.ds.PGConnectionPoolDataSource"),
          entry(
              "yugabytedb",
              "com.yugabyte.xa.PGXADataSource",
              "com.yugabyte.ds.PGConnectionPoolDataSource"),
          entry(
              "redshift",
              "com.amazon.redshift.xa.RedshiftXADataSource",
              "com.amazon.redshift.ds.RedshiftConnectionPoolDataSource"),
          entry(
              "mysql",
              "com.mysql.cj.jdbc.MysqlXADataSource",
              "com.mysql.cj.jdbc.MysqlConnectionPoolDataSource"),
          entry(
              "mariadb",
              "org.mariadb.jdbc.MariaDbDataSource",
              "org.mariadb.jdbc.MariaDbDataSource"),
          entry("h2", "org.h2.jdbcx.JdbcDataSource", "org.h2.jdbcx.JdbcDataSource"),
          entry(
              "hsqldb",
              "org.hsqldb.jdbc.pool.JDBCXADataSource",
              "org.hsqldb.jdbc.pool.JDBCPooledDataSource"),
          entry(
              "derby",
              "org.apache.derby.jdbc.EmbeddedXADataSource",
              "org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource"),
          entry(
              "sqlserver",
              "com.microsoft.sqlserver.jdbc.SQLServerXADataSource",
              "com.microsoft.sqlserver.jdbc.SQLServerConnectionPoolDataSource"),
          entry(
              "oracle",
              "oracle.jdbc.xa.client.OracleXADataSource",
              "oracle.jdbc.pool.OracleConnectionPoolDataSource"),
          entry("sqlite", "", "org.sqlite.javax.SQLiteConnectionPoolDataSource"));

  private KnownVendorSources() {}

  /**
   * Both kinds of one driver.
   *
   * @param xa empty where there is none
   */
  private record Classes(String xa, String pooled) {}

  private static Map.Entry<String, Classes> entry(String name, String xa, String pooled) {
    return Map.entry("jdbc:" + name, new Classes(xa, pooled));
  }

  /** The class for a URL; empty where none is known. */
  static String of(Class<?> kind, String url) {
    Classes classes = CLASSES.get(KnownDrivers.prefix(url).toLowerCase(Locale.ROOT));
    if (classes == null) {
      return "";
    }
    return kind == XADataSource.class ? classes.xa() : classes.pooled();
  }
}
