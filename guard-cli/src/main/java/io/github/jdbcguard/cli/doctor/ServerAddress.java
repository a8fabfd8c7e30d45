package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a server of an environment would be dialled.
 *
 * @param entry that names it
 * @param engine that is expected there
 * @param assumed whether the entry names neither the port nor an engine that would tell it
 */
public record ServerAddress(
    Environment environment,
    MatchEntry entry,
    Engine engine,
    String host,
    int port,
    boolean assumed) {

  /** A policy with more is examined as far as this. */
  static final int MOST = 200;

  private static final Map<Engine, Integer> PORTS = ports();

  /** What people run most, for entries that name no engine. */
  private static final List<Engine> COMMON =
      List.of(Engine.POSTGRESQL, Engine.MYSQL, Engine.SQLSERVER, Engine.ORACLE);

  private static Map<Engine, Integer> ports() {
    Map<Engine, Integer> ports = new EnumMap<>(Engine.class);
    ports.put(Engine.POSTGRESQL, 5432);
    ports.put(Engine.YUGABYTE, 5433);
    ports.put(Engine.REDSHIFT, 5439);
    ports.put(Engine.MYSQL, 3306);
    ports.put(Engine.MARIADB, 3306);
    ports.put(Engine.SQLSERVER, 1433);
    ports.put(Engine.ORACLE, 1521);
    ports.put(Engine.DB2, 50000);
    ports.put(Engine.H2, 9092);
    ports.put(Engine.HSQLDB, 9001);
    ports.put(Engine.DERBY, 1527);
    ports.put(Engine.CLICKHOUSE, 8123);
    ports.put(Engine.TRINO, 8080);
    ports.put(Engine.SNOWFLAKE, 443);
    return ports;
  }

  /** Every host and port that the environments of a policy name in full. */
  static List<ServerAddress> of(Policy policy) {
    List<ServerAddress> all = new ArrayList<>();
    for (Environment environment : Environments.of(policy)) {
      for (MatchEntry entry : environment.recognition().matches()) {
        hosts(entry).forEach(host -> add(all, environment, entry, host));
      }
    }
    return all.stream().distinct().limit(MOST).toList();
  }

  private static Stream<String> hosts(MatchEntry entry) {
    Stream<String> named =
        entry.hosts().stream().filter(TextPattern::literal).map(TextPattern::text);
    Stream<String> addresses =
        entry.hosts().isEmpty()
            ? entry.cidrs().stream().map(Cidr::toString).filter(text -> text.indexOf('/') < 0)
            : Stream.empty();
    return Stream.concat(named, addresses);
  }

  private static void add(
      List<ServerAddress> all, Environment environment, MatchEntry entry, String host) {
    if (!entry.ports().isEmpty()) {
      Engine engine = entry.engines().stream().sorted().findFirst().orElse(Engine.POSTGRESQL);
      entry.ports().stream()
          .sorted()
          .forEach(
              port ->
                  all.add(
                      new ServerAddress(
                          environment,
                          entry,
                          entry.engines().isEmpty() ? engineOf(port) : engine,
                          host,
                          port,
                          false)));
      return;
    }
    boolean assumed = entry.engines().isEmpty();
    Collection<Engine> engines =
        assumed ? COMMON : entry.engines().stream().filter(PORTS::containsKey).sorted().toList();
    for (Engine engine : engines) {
      int port = PORTS.getOrDefault(engine, 0);
      all.add(new ServerAddress(environment, entry, engine, host, port, assumed));
    }
  }

  private static Engine engineOf(int port) {
    return COMMON.stream()
        .filter(engine -> PORTS.getOrDefault(engine, 0) == port)
        .findFirst()
        .orElse(Engine.POSTGRESQL);
  }

  /** As people read it. */
  @Override
  public String toString() {
    return spelled(host, port);
  }

  static String spelled(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + (port == 0 ? "" : ":" + port);
  }
}
