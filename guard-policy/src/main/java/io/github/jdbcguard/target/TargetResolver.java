package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Wrappers.Unwrapped;
import java.util.List;
import java.util.Map;

/**
 * The judge of where a JDBC URL with its properties leads. What it does not understand whole is an
 * unresolved target, never a guess.
 */
public final class TargetResolver {

  private static final int LONGEST_URL = 8_000;

  /** JVM settings that send connections, or the look-up of names, another way. */
  private static final List<String> DETOURS = List.of("socksProxyHost", "jdk.net.hosts.file");

  private TargetResolver() {}

  /**
   * Never throws.
   *
   * @param url an ordinary JDBC URL
   * @param properties the connection properties, user and password among them
   */
  public static Target resolve(
      String url, Map<String, String> properties, Surroundings surroundings) {
    Engine engine = Engine.OTHER;
    try {
      requireSane(url, properties);
      Unwrapped inner = Wrappers.unwrap(url, properties);
      engine = UrlPrefix.engine(inner.url());
      Target target = engine(engine, inner.url(), inner.properties(), surroundings);
      target = inner.doubt().isEmpty() ? target : target.doubted(inner.doubt());
      return reachable(target, surroundings);
    } catch (NotUnderstoodException e) {
      return unresolved(engine, e.reason(), url, properties);
    } catch (RuntimeException e) {
      return unresolved(engine, "the guard failed to read the URL: " + e, url, properties);
    }
  }

  private static Target unresolved(
      Engine engine, String reason, String url, Map<String, String> properties) {
    return new Target(engine, List.of(), reason, SuspectedStatements.of(engine, url, properties));
  }

  private static void requireSane(String url, Map<String, String> properties) {
    if (url.length() > LONGEST_URL) {
      throw new NotUnderstoodException("the URL has %d characters".formatted(url.length()));
    }
    if (url.chars().anyMatch(Character::isISOControl)) {
      throw new NotUnderstoodException("the URL has control characters");
    }
    properties.forEach(
        (key, value) -> {
          // ends a text on the wire, so that what follows is read as another setting
          if (key.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
            throw new NotUnderstoodException("the property '%s' holds a zero".formatted(key));
          }
        });
  }

  private static Target engine(
      Engine engine, String url, Map<String, String> properties, Surroundings surroundings) {
    return switch (engine) {
      case POSTGRESQL -> PostgresqlUrl.resolve(url, properties, surroundings);
      case MYSQL -> MysqlSchemeUrl.resolve(url, properties);
      case MARIADB -> MariadbUrl.resolve(url, properties);
      case H2 -> H2Url.resolve(url, properties, surroundings);
      case SQLITE -> SqliteUrl.resolve(url, properties, surroundings);
      case HSQLDB -> HsqldbUrl.resolve(url, properties, surroundings);
      case DERBY ->
          DerbyServerUrl.is(url)
              ? DerbyServerUrl.resolve(url, properties)
              : InProcessUrl.derby(url, properties, surroundings);
      case DUCKDB -> InProcessUrl.duckdb(url, properties, surroundings);
      case CLICKHOUSE -> ClickHouseUrl.resolve(url, properties, surroundings);
      case TRINO -> TrinoUrl.resolve(url, properties, surroundings);
      case SNOWFLAKE -> SnowflakeUrl.resolve(url, properties, surroundings);
      case REDSHIFT -> RedshiftUrl.resolve(url, properties, surroundings);
      case YUGABYTE -> PostgresqlUrl.yugabyte(url, properties, surroundings);
      case SQLSERVER -> SqlServerUrl.resolve(url, properties);
      case ORACLE -> OracleUrl.resolve(url, properties, surroundings);
      case DB2 -> Db2Url.resolve(url, properties, surroundings);
      case OTHER -> throw new NotUnderstoodException("the guard does not know this kind of URL");
    };
  }

  private static Target reachable(Target target, Surroundings surroundings) {
    boolean network = target.endpoints().stream().anyMatch(endpoint -> !endpoint.inProcess());
    if (!network) {
      return target;
    }
    for (String name : DETOURS) {
      if (!surroundings.systemProperty(name).isBlank()) {
        return target.doubted(
            "the system property '%s' leads connections another way".formatted(name));
      }
    }
    boolean systemProxies =
        surroundings.systemProperty("java.net.useSystemProxies").equalsIgnoreCase("true");
    return systemProxies
        ? target.doubted("the system's proxies lead connections another way")
        : target;
  }
}
