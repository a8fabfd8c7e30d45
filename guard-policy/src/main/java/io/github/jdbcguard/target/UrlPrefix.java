package io.github.jdbcguard.target;

import java.util.List;
import java.util.Locale;

/** The start of a URL, by which it is known who might take it. */
record UrlPrefix(String text, Engine engine) {

  private static final List<UrlPrefix> ALL =
      List.of(
          new UrlPrefix("jdbc:postgresql:", Engine.POSTGRESQL),
          new UrlPrefix("jdbc:mysql:", Engine.MYSQL),
          new UrlPrefix("jdbc:mysql+srv:", Engine.MYSQL),
          new UrlPrefix("jdbc:mariadb:", Engine.MARIADB),
          new UrlPrefix("jdbc:sqlserver:", Engine.SQLSERVER),
          new UrlPrefix("jdbc:microsoft:sqlserver:", Engine.SQLSERVER),
          new UrlPrefix("jdbc:jtds:", Engine.SQLSERVER),
          new UrlPrefix("jdbc:oracle:", Engine.ORACLE),
          new UrlPrefix("jdbc:default:connection:", Engine.ORACLE),
          new UrlPrefix("jdbc:db2:", Engine.DB2),
          new UrlPrefix("jdbc:db2j:", Engine.DB2),
          new UrlPrefix("jdbc:ibmdb:", Engine.DB2),
          new UrlPrefix("jdbc:as400:", Engine.DB2),
          new UrlPrefix("jdbc:h2:", Engine.H2),
          new UrlPrefix("jdbc:hsqldb:", Engine.HSQLDB),
          new UrlPrefix("jdbc:derby:", Engine.DERBY),
          new UrlPrefix("jdbc:sqlite:", Engine.SQLITE),
          new UrlPrefix("jdbc:duckdb:", Engine.DUCKDB),
          new UrlPrefix("jdbc:redshift:", Engine.REDSHIFT),
          new UrlPrefix("jdbc:yugabytedb:", Engine.YUGABYTE),
          new UrlPrefix("jdbc:clickhouse:", Engine.CLICKHOUSE),
          new UrlPrefix("jdbc:ch:", Engine.CLICKHOUSE),
          new UrlPrefix("jdbc:trino:", Engine.TRINO),
          new UrlPrefix("jdbc:snowflake:", Engine.SNOWFLAKE));

  /**
   * The engine whose driver might take the URL, however the prefix is spelled: in another case,
   * percent-encoded or with blanks.
   */
  static Engine engine(String url) {
    String plain = url.toLowerCase(Locale.ROOT).replace("%3a", ":").replace(" ", "");
    for (int decoded = 0; plain.indexOf('%') >= 0 && decoded < 3; decoded++) {
      plain = leniently(plain);
    }
    for (UrlPrefix prefix : ALL) {
      if (plain.startsWith(prefix.text)) {
        return prefix.engine;
      }
    }
    return Engine.OTHER;
  }

  private static String leniently(String text) {
    try {
      int end = Math.min(text.length(), 200);
      return PercentText.decode(text.substring(0, end)).toLowerCase(Locale.ROOT);
    } catch (NotUnderstoodException e) {
      return text.replaceFirst("%(?![0-9a-f]{2}).*|(?<=//).*", "");
    }
  }
}
