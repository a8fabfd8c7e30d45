package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What IBM's driver dials: {@code jdbc:db2://host:port/DATABASE:name=value;name=value;}. */
final class Db2Url {

  private static final int DEFAULT_PORT = 446;

  private static final Pattern URL =
      Pattern.compile(
          "jdbc:(?:db2|ibmdb)://(\\[[^\\[\\]/]+\\]|[^\\[\\]:/ ]+)(?::([0-9]+))?/([^/:; ]+)(?::(.*))?");

  /** Names are compared to the letter. */
  private static final String SERVER = "serverName";

  private static final String PORT = "portNumber";
  private static final String DATABASE = "databaseName";
  private static final String OTHER_SERVERS = "clientRerouteAlternateServerName";
  private static final String OTHER_PORTS = "clientRerouteAlternatePortNumber";

  /** Places, files and classes that only the driver knows. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "clientrerouteserverlistjndiname",
          "clientrerouteserverlistjndicontext",
          "clientreroutealternateservers",
          "dsdriverconfigfile",
          "datasourcename",
          "plugin",
          "pluginname",
          "pluginclassname",
          "usetransactionredirect",
          "connectnode");

  /** Files that the driver writes, unless the level of tracing is zero. */
  private static final List<String> TRACES = List.of("traceFile", "traceDirectory");

  private static final String TRACE_LEVEL = "traceLevel";

  /** Special registers that the driver sets at login. */
  private static final Set<String> REGISTERS =
      Set.of(
          "currentschema",
          "currentsqlid",
          "currentfunctionpath",
          "currentpackageset",
          "currentpackagepath",
          "currentdegree",
          "currentlocalelcctype",
          "currentmaintainedtabletypesforoptimization",
          "currentrefreshage",
          "currentqueryoptimization",
          "currentexplainmode",
          "currentexplainsnapshot",
          "currentlocktimeout",
          "sessiontimezone",
          "optimizationprofile");

  private static final List<String> GLOBAL_SETTINGS =
      List.of("db2.jcc.propertiesFile", "db2.jcc.dsdriverConfigFile", "db2.dsdriver.cfg.path");

  private static final String GLOBAL_FILE = "DB2JccConfiguration.properties";

  private Db2Url() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new NotUnderstoodException("only 'jdbc:db2://host:port/DATABASE' is understood");
    }
    requireNoGlobalSettings(surroundings);
    Parameters all = parameters(matcher.group(4), Parameters.of(properties));
    all.requireNone(ELSEWHERE);
    String port = matcher.group(2) == null ? "" : matcher.group(2);
    return target(matcher.group(1), port, matcher.group(3), all);
  }

  private static void requireNoGlobalSettings(Surroundings surroundings) {
    for (String name : GLOBAL_SETTINGS) {
      if (!surroundings.systemProperty(name).isEmpty()) {
        throw new NotUnderstoodException(
            "the system property '%s' leads the driver".formatted(name));
      }
    }
    if (surroundings.driverFiles().test(GLOBAL_FILE)) {
      throw new NotUnderstoodException("'%s' leads the driver".formatted(GLOBAL_FILE));
    }
  }

  /** The driver refuses what is given both in the URL and as a property. */
  private static Parameters parameters(@Nullable String tail, Parameters given) {
    List<Parameter> found = new ArrayList<>();
    if (tail != null && !tail.isEmpty()) {
      if (!tail.endsWith(";")) {
        throw new NotUnderstoodException("the last parameter has no ';' behind it");
      }
      for (String pair : tail.substring(0, tail.length() - 1).split(";", -1)) {
        int sign = pair.indexOf('=');
        if (sign < 1 || sign == pair.length() - 1) {
          throw new NotUnderstoodException("a parameter without a name or without a value");
        }
        String key = pair.substring(0, sign);
        if (given.exact(key).isPresent() || !key.equals(key.trim())) {
          throw new NotUnderstoodException("the driver refuses '%s' here".formatted(key));
        }
        found.add(new Parameter(key, pair.substring(sign + 1)));
      }
    }
    return new Parameters(found).overriddenBy(given);
  }

  private static Target target(String server, String port, String database, Parameters all) {
    DialledHost host = DialledHost.of(all.exact(SERVER).orElse(server));
    int dialled = all.exact(PORT).map(PortNumber::parse).orElseGet(() -> port(port));
    String name = all.exact(DATABASE).orElse(database);
    List<Endpoint> endpoints = new ArrayList<>(List.of(host.endpoint(dialled, name)));
    endpoints.addAll(others(all, name));
    Target target = Target.resolved(Engine.DB2, endpoints, connectSql(all));
    return isBalanced(all) ? target.doubted("the server names other members") : host.judge(target);
  }

  private static boolean isBalanced(Parameters all) {
    return all.all().stream()
        .filter(p -> p.is("enableSysplexWLB") || p.is("enableSeamlessFailover"))
        .anyMatch(p -> !p.value().equals("false") && !p.value().equals("0"));
  }

  private static int port(String text) {
    return text.isEmpty() || text.equals("0") ? DEFAULT_PORT : PortNumber.parse(text);
  }

  /** Without as many ports as names there are no alternates. */
  private static List<Endpoint> others(Parameters all, String database) {
    String[] servers = all.exact(OTHER_SERVERS).orElse("").trim().split("[, ]+", -1);
    String[] ports = all.exact(OTHER_PORTS).orElse("").trim().split("[, ]+", -1);
    if (servers.length == 1 && servers[0].isEmpty()) {
      return List.of();
    }
    if (servers.length != ports.length) {
      throw new NotUnderstoodException("not as many alternate ports as alternate servers");
    }
    List<Endpoint> others = new ArrayList<>();
    for (int i = 0; i < servers.length; i++) {
      String host = HostName.canonical(servers[i]);
      others.add(new Endpoint(host, PortNumber.parse(ports[i]), database));
    }
    return others;
  }

  private static List<String> connectSql(Parameters all) {
    List<String> statements = new ArrayList<>();
    for (Parameter parameter : all.all()) {
      String name = parameter.key().toLowerCase(Locale.ROOT);
      if (name.equals("specialregisters")) {
        statements.add(SuspectedStatements.NOT_UNDERSTOOD);
      } else if (REGISTERS.contains(name)) {
        new Parameters(List.of(parameter)).requirePlainWord(Set.of(name));
      }
    }
    if (!all.exact(TRACE_LEVEL).equals(Optional.of("0"))) {
      statements.addAll(
          ConnectCode.of(TRACES.stream().filter(key -> all.exact(key).isPresent()).toList()));
    }
    return statements;
  }
}
