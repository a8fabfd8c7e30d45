package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where MariaDB Connector/J goes: query over properties, nothing is decoded. */
final class MariadbUrl {

  private static final String PREFIX = "jdbc:mariadb:";
  private static final Set<String> MODES =
      Set.of(
          "",
          "none:",
          "failover:",
          "replication:",
          "sequential:",
          "loadbalance:",
          "load-balance:",
          "load-balance-read:");
  private static final Set<String> DECIDE_ELSEWHERE =
      Set.of("socketfactory", "localsocket", "pipe");
  private static final String TLS_SOCKETS = "tlsSocketType";
  private static final Set<String> PART_OF_SQL =
      Set.of("timezone", "connectiontimezone", "connectioncollation", "transactionisolation");

  private MariadbUrl() {}

  static Target resolve(String url, Map<String, String> properties) {
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException(
          "MariaDB Connector/J takes '%s' in this spelling only".formatted(PREFIX));
    }
    return resolve(url.substring(PREFIX.length()), Parameters.of(properties));
  }

  /** What follows the scheme: {@code replication://h1,h2/app?x=y}. */
  static Target resolve(String text, Parameters properties) {
    int slashes = text.indexOf("//");
    if (slashes < 0 || !MODES.contains(text.substring(0, slashes).toLowerCase(Locale.ROOT))) {
      throw new NotUnderstoodException("neither '//' nor a known mode follows the scheme");
    }
    String rest = text.substring(slashes + 2);
    int mark = rest.indexOf('?');
    String place = mark < 0 ? rest : rest.substring(0, mark);
    Parameters all =
        properties.overriddenBy(query(mark < 0 ? "" : rest.substring(mark + 1))).inOneSpelling();
    all.requireNone(DECIDE_ELSEWHERE);
    requireOwnTlsSockets(all);
    all.requirePlainWord(PART_OF_SQL);
    int slash = place.indexOf('/');
    String path = slash < 0 ? "" : place.substring(slash + 1);
    String database = all.any("database").filter(name -> !name.isEmpty()).orElse(path);
    if (path.indexOf('(') >= 0 || path.indexOf(')') >= 0) {
      throw new NotUnderstoodException("a part of an address behind the slash");
    }
    String hosts = slash < 0 ? place : place.substring(0, slash);
    return Target.resolved(
        Engine.MARIADB, MariadbHosts.endpoints(hosts, database), connectSql(all, database));
  }

  private static void requireOwnTlsSockets(Parameters all) {
    if (all.all().stream().anyMatch(p -> p.is(TLS_SOCKETS) && !p.value().isEmpty())) {
      throw new NotUnderstoodException("'tlsSocketType' names what makes the connection");
    }
  }

  private static List<String> connectSql(Parameters parameters, String database) {
    List<String> statements = new ArrayList<>(ConnectStatements.of(parameters, database));
    // the driver cuts at each semicolon, also inside of quotes
    String initSql = parameters.any("initSql").orElse("");
    Stream.of(initSql.split(";", 0)).filter(sql -> !sql.isBlank()).forEach(statements::add);
    return statements;
  }

  private static Parameters query(String text) {
    List<Parameters.Parameter> parameters = new ArrayList<>();
    for (String token : text.split("&", 0)) {
      int sign = token.indexOf('=');
      String key = sign < 0 ? token : token.substring(0, sign);
      // an option without a value is switched on
      boolean flag = sign < 0 && key.equalsIgnoreCase("createDatabaseIfNotExist");
      String value = sign < 0 ? (flag ? "true" : "") : token.substring(sign + 1);
      parameters.add(new Parameters.Parameter(key, value));
    }
    return new Parameters(parameters);
  }
}
