package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A URL with the scheme {@code mysql}, which two drivers may take. */
final class MysqlSchemeUrl {

  private static final String SCHEME = "jdbc:mysql:";

  private MysqlSchemeUrl() {}

  /** Where the word that MariaDB's driver waits for occurs, both must lead to the same place. */
  static Target resolve(String url, Map<String, String> properties) {
    Target mysql = MysqlUrl.resolve(url, properties);
    if (!url.contains("permitMysqlScheme") || !url.startsWith(SCHEME)) {
      return mysql;
    }
    String rest = url.substring(SCHEME.length());
    Target mariadb = MariadbUrl.resolve(rest, Parameters.of(properties));
    if (!mysql.endpoints().equals(mariadb.endpoints())) {
      throw new NotUnderstoodException("two drivers may take this URL, to different places");
    }
    List<String> connectSql = new ArrayList<>(mysql.connectSql());
    connectSql.addAll(mariadb.connectSql());
    return new Target(
        Engine.MARIADB,
        mysql.endpoints(),
        mysql.certain() ? mariadb.doubt() : mysql.doubt(),
        connectSql.stream().distinct().toList());
  }
}
