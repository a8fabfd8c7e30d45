package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where MySQL Connector/J goes: host part over properties over query over path. */
final class MysqlUrl {

  private static final Set<String> SCHEMES =
      Set.of("jdbc:mysql:", "jdbc:mysql:loadbalance:", "jdbc:mysql:replication:");

  private static final Set<String> DECIDE_ELSEWHERE =
      Set.of(
          "socketfactory",
          "propertiestransform",
          "path",
          "namedpipepath",
          "loadbalanceconnectiongroup",
          "replicationconnectiongroup");

  private static final String CONFIGURATIONS = "useConfigs";

  /** Files of the driver itself, in which nothing leads elsewhere. */
  private static final Set<String> OWN_CONFIGURATIONS =
      Set.of("", "maxPerformance", "maxPerformance-8-0", "clusterBase", "coldFusion");

  private static final Set<String> PART_OF_SQL =
      Set.of(
          "connectioncollation",
          "characterencoding",
          "charactersetresults",
          "passwordcharacterencoding",
          "connectiontimezone",
          "servertimezone");

  private MysqlUrl() {}

  static Target resolve(String url, Map<String, String> properties) {
    MysqlSections sections = MysqlSections.of(url);
    if (!SCHEMES.contains(sections.scheme())) {
      throw new NotUnderstoodException(
          "the scheme '%s' leaves open which servers are meant".formatted(sections.scheme()));
    }
    Parameters all = sections.parameters().overriddenBy(Parameters.of(properties)).inOneSpelling();
    requireTcp(all);
    List<Endpoint> endpoints = new ArrayList<>();
    List<String> connectSql = new ArrayList<>();
    for (MysqlHost host : MysqlHost.list(sections.authority())) {
      Endpoint endpoint = host.endpoint(all, sections.path());
      endpoints.add(endpoint);
      connectSql.addAll(ConnectStatements.of(all, endpoint.database()));
    }
    connectSql.addAll(MysqlProperties.connectSql(all));
    Target target =
        Target.resolved(Engine.MYSQL, endpoints, connectSql.stream().distinct().toList());
    return MysqlProperties.doubt(all).map(target::doubted).orElse(target);
  }

  private static void requireOwnConfigurations(Parameters.Parameter parameter) {
    if (!OWN_CONFIGURATIONS.containsAll(List.of(parameter.value().split(",", -1)))) {
      throw new NotUnderstoodException("'useConfigs' names a file that may hold any setting");
    }
  }

  private static void requireTcp(Parameters parameters) {
    parameters.requireNone(DECIDE_ELSEWHERE);
    parameters.requirePlainWord(PART_OF_SQL);
    parameters.all().stream()
        .filter(parameter -> parameter.is(CONFIGURATIONS))
        .forEach(MysqlUrl::requireOwnConfigurations);
    String protocol = parameters.any("protocol").orElse("");
    if (!protocol.isEmpty() && !protocol.equalsIgnoreCase("tcp")) {
      throw new NotUnderstoodException("'protocol' is another than tcp");
    }
    String dnsSrv = parameters.any("dnsSrv").orElse("false").toLowerCase(Locale.ROOT);
    if (!dnsSrv.equals("false")) {
      throw new NotUnderstoodException("SRV records of the host name decide what is reached");
    }
  }
}
