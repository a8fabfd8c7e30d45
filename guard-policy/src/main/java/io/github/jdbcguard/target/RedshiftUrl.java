package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where Amazon's Redshift driver goes: query over authority over properties; keys in any case. */
final class RedshiftUrl {

  private static final String PREFIX = "jdbc:redshift:";
  private static final String PORT = "5439";
  private static final String DEFAULTS = "com/amazon/redshift/driverconfig.properties";
  private static final String INI_FILE = "rsjdbc.ini";
  private static final Set<String> DECIDE_ELSEWHERE =
      Set.of(
          "socketfactory",
          "socketfactoryarg",
          "sslfactory",
          "inifile",
          "inisection",
          "authprofile",
          "clusterid",
          "isserverless",
          "serverlessacctid",
          "serverlessworkgroup",
          "endpointurl");

  /** Each names a class that runs while connecting, or a file that is written. */
  private static final Set<String> CODE =
      Set.of("plugin_name", "sslhostnameverifier", "sslpasswordcallback", "stsendpointurl");

  /** At any other level than these a log is written. */
  private static final Set<String> NO_LOG = Set.of("", "0", "off");

  private static final Set<String> LOG_LEVELS = Set.of("loglevel", "dsiloglevel");

  private RedshiftUrl() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException(
          "the Redshift driver takes '%s' in this spelling only".formatted(PREFIX));
    }
    requireNoFile(surroundings);
    int mark = url.indexOf('?') >= 0 ? url.indexOf('?') : url.indexOf(';');
    String place = url.substring(PREFIX.length(), mark < 0 ? url.length() : mark);
    Parameters query = query(mark < 0 ? "" : url.substring(mark + 1));
    Parameters given = Parameters.of(properties).inOneSpelling();
    Parameters named = place(place);
    // without hosts the URL's own part only fills what the properties leave open
    Parameters both =
        place.startsWith("//") ? given.overriddenBy(named) : named.overriddenBy(given);
    Parameters all = both.overriddenBy(query);
    requirePlain(all);
    String database = database(all, surroundings);
    PostgresqlHosts hosts =
        PostgresqlHosts.of(
            all.any("host").orElseThrow().split(",", 0),
            all.any("port").orElseThrow().split(",", 0),
            database);
    Target target = Target.resolved(Engine.REDSHIFT, hosts.endpoints(), connectSql(all));
    return hosts.doubt().isEmpty() ? target : target.doubted(hosts.doubt());
  }

  /** Files that the driver looks for by itself may set what the URL leaves open. */
  private static void requireNoFile(Surroundings surroundings) {
    boolean named = !surroundings.environmentVariable("AMAZON_REDSHIFT_JDBC_INI_FILE").isBlank();
    boolean found = false;
    for (String folder : List.of("user.home", "java.io.tmpdir")) {
      String path = surroundings.systemProperty(folder);
      found = found || (!path.isEmpty() && surroundings.text(path + "/" + INI_FILE).isPresent());
    }
    if (named || found || surroundings.driverFiles().test(DEFAULTS)) {
      throw new NotUnderstoodException("a file gives the Redshift driver settings of its own");
    }
  }

  private static void requirePlain(Parameters all) {
    all.requireNone(DECIDE_ELSEWHERE);
    if (all.any("iamauth").orElse("false").equalsIgnoreCase("true")) {
      throw new NotUnderstoodException("AWS tells which cluster is meant");
    }
  }

  private static Parameters place(String text) {
    if (text.startsWith("iam:")) {
      throw new NotUnderstoodException("AWS tells which cluster is meant");
    }
    if (!text.startsWith("//")) {
      return place("localhost", PORT, PercentText.decodeForm(text));
    }
    int slash = text.indexOf('/', 2);
    if (slash < 0) {
      throw new NotUnderstoodException("no slash follows the hosts");
    }
    List<String> hosts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String address : text.substring(2, slash).split(",", 0)) {
      int colon = address.lastIndexOf(':');
      boolean hasPort = colon >= 0 && colon > address.lastIndexOf(']');
      hosts.add(hasPort ? address.substring(0, colon) : address);
      ports.add(hasPort ? address.substring(colon + 1) : PORT);
    }
    return place(
        String.join(",", hosts),
        String.join(",", ports),
        PercentText.decodeForm(text.substring(slash + 1)));
  }

  private static Parameters place(String hosts, String ports, String database) {
    return new Parameters(
        List.of(
            new Parameter("host", hosts),
            new Parameter("port", ports),
            new Parameter("dbname", database)));
  }

  private static Parameters query(String text) {
    List<Parameter> parameters = new ArrayList<>();
    for (String token : text.split("[;&]", 0)) {
      if (!token.isEmpty()) {
        int sign = token.indexOf('=');
        String key = sign < 0 ? token : token.substring(0, sign);
        String value = sign < 0 ? "" : PercentText.decodeForm(token.substring(sign + 1));
        parameters.add(new Parameter(key, value));
      }
    }
    return new Parameters(parameters);
  }

  /** The server takes an empty database name for the user's name. */
  private static String database(Parameters all, Surroundings surroundings) {
    return all.any("dbname")
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> user(all).orElseGet(surroundings::userName));
  }

  private static Optional<String> user(Parameters all) {
    if (all.any("uid").isPresent() || all.any("user").equals(Optional.of(""))) {
      throw new NotUnderstoodException("neither a database nor one user is named");
    }
    return all.any("user");
  }

  private static boolean writesLog(Parameter parameter) {
    return LOG_LEVELS.contains(parameter.key().toLowerCase(Locale.ROOT))
        && !NO_LOG.contains(parameter.value().toLowerCase(Locale.ROOT));
  }

  private static List<String> connectSql(Parameters all) {
    List<String> statements = new ArrayList<>();
    all.any("options").map(PostgresqlOptions::settings).ifPresent(statements::addAll);
    all.any("querygroup")
        .filter(group -> !group.isEmpty())
        .ifPresent(
            group -> statements.add("SET query_group TO '%s'".formatted(group.replace("'", "''"))));
    statements.addAll(ConnectCode.of(all.allOf(CODE)));
    statements.addAll(
        ConnectCode.of(
            all.all().stream().filter(RedshiftUrl::writesLog).map(Parameter::key).toList()));
    return statements;
  }
}
