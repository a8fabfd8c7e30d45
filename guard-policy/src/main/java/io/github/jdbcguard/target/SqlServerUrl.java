package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Parameters.Parameter;
import java.net.IDN;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Microsoft's driver dials: properties beat parameters, parameters beat the authority. */
final class SqlServerUrl {

  private static final String PREFIX = "jdbc:sqlserver://";
  private static final int DEFAULT_PORT = 1433;

  private static final Map<String, String> SYNONYMS =
      Map.of("server", "serverName", "database", "databaseName", "port", "portNumber");

  /** These load classes, which then do as they like. */
  private static final Set<String> CLASSES =
      Set.of(
          "socketfactoryclass",
          "trustmanagerclass",
          "accesstokencallbackclass",
          "accesstokencallback");

  private SqlServerUrl() {}

  static Target resolve(String url, Map<String, String> properties) {
    if (url.toLowerCase(Locale.ROOT).startsWith("jdbc:jtds:")) {
      return JtdsUrl.resolve(url, properties);
    }
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException(
          "the driver takes '%s' in this spelling only".formatted(PREFIX));
    }
    Parameters given = inOneSpelling(oneName(Parameters.of(properties)));
    Parameters all =
        oneName(SqlServerText.parse(url.substring(PREFIX.length()))).overriddenBy(given);
    requireNoClasses(all);
    return target(all);
  }

  /** The synonyms replaced by the names that the driver keeps. */
  private static Parameters oneName(Parameters parameters) {
    return new Parameters(
        parameters.all().stream()
            .map(
                p -> {
                  String name = p.key().toLowerCase(Locale.ROOT);
                  return new Parameter(
                      SYNONYMS.getOrDefault(name, name).toLowerCase(Locale.ROOT), p.value());
                })
            .toList());
  }

  /** Which of two synonyms wins among properties, nobody can say. */
  private static Parameters inOneSpelling(Parameters properties) {
    Map<String, String> seen = new HashMap<>();
    for (Parameter parameter : properties.all()) {
      String other = seen.put(parameter.key(), parameter.value());
      if (other != null && !other.equals(parameter.value())) {
        throw new NotUnderstoodException(
            "'%s' is given twice, in two spellings".formatted(parameter.key()));
      }
    }
    return properties;
  }

  private static void requireNoClasses(Parameters all) {
    for (String name : CLASSES) {
      if (!all.any(name).orElse("").isEmpty()) {
        throw new NotUnderstoodException("'%s' decides at run time".formatted(name));
      }
    }
  }

  private static Target target(Parameters all) {
    String database = all.any("databaseName").orElse("");
    String[] server = all.any("serverName").orElse("").split("\\\\", 2);
    boolean instance = server.length > 1 || all.any("instanceName").isPresent();
    String name = isOn(all.any("serverNameAsACE")) ? ascii(server[0]) : server[0];
    List<DialledHost> hosts = new ArrayList<>(List.of(DialledHost.of(name)));
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(hosts.get(0).endpoint(port(all.any("portNumber"), instance), database));
    all.any("failoverPartner")
        .ifPresent(
            partner -> {
              hosts.add(partner(partner, all));
              endpoints.add(hosts.get(1).endpoint(partnerPort(partner), database));
            });
    Target target = Target.resolved(Engine.SQLSERVER, endpoints, List.of());
    for (DialledHost host : hosts) {
      target = host.judge(target);
    }
    return target;
  }

  /** Where a port is given, an instance only goes into the login; else the server is asked. */
  private static int port(Optional<String> given, boolean instance) {
    if (given.isPresent() && !given.get().equals("0")) {
      return PortNumber.parse(given.get());
    }
    return instance ? 0 : DEFAULT_PORT;
  }

  private static DialledHost partner(String text, Parameters all) {
    boolean apart =
        isOn(all.any("multiSubnetFailover"))
            || all.any("applicationIntent").orElse("").equalsIgnoreCase("ReadOnly");
    if (text.isBlank() || apart || all.any("databaseName").isEmpty()) {
      throw new NotUnderstoodException("a failover partner that the driver refuses");
    }
    return DialledHost.of(text.split("\\\\", 2)[0]);
  }

  private static int partnerPort(String partner) {
    return partner.indexOf('\\') >= 0 ? 0 : DEFAULT_PORT;
  }

  private static boolean isOn(Optional<String> value) {
    return switch (value.orElse("false").trim().toLowerCase(Locale.ROOT)) {
      case "false" -> false;
      case "true" -> true;
      default ->
          throw new NotUnderstoodException("'%s' is neither true nor false".formatted(value));
    };
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name);
    } catch (IllegalArgumentException e) {
      throw new NotUnderstoodException("'%s' has no ASCII spelling".formatted(name));
    }
  }
}
