package io.github.jdbcguard.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where ClickHouse's driver goes: query over path over properties. The second version of the driver
 * takes one host, the first, which can still be asked for, takes lists.
 */
final class ClickHouseUrl {

  private static final List<String> PREFIXES = List.of("jdbc:clickhouse:", "jdbc:ch:");
  private static final String DEFAULT_DATABASE = "default";
  private static final int PLAIN_PORT = 8123;
  private static final int TLS_PORT = 8443;

  /** Classes, and ways to write headers and parameters of the request, the database among them. */
  private static final Pattern DECIDE_ELSEWHERE =
      Pattern.compile(
          "http_header_.*|custom_.*|default_query_settings|.*factory.*|.*resolver.*"
              + "|.*discovery.*|cluster|host|port|protocol"
              + "|clickhouse_setting_(database|query|user|password|role|quota_key|session_.*)");

  private static final Pattern PROXY = Pattern.compile("proxy_(type|host|port)|use_proxy");

  private ClickHouseUrl() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    URI uri = uri(url);
    Parameters query = query(uri);
    Parameters all = Parameters.of(properties).overriddenBy(query).inOneSpelling();
    all.all().forEach(ClickHouseUrl::requireKnownEffect);
    Optional<String> inProperties = Optional.ofNullable(properties.get("database"));
    Optional<String> inUrl = query.exact("database").or(() -> path(uri));
    if (firstVersion(url, surroundings) && inUrl.isPresent() && inProperties.isPresent()) {
      throw new NotUnderstoodException("URL and properties both name a database");
    }
    String database = inUrl.or(() -> inProperties).orElse(DEFAULT_DATABASE);
    Target target =
        Target.resolved(
            Engine.CLICKHOUSE, endpoints(uri, tls(uri, query, properties), database), List.of());
    if (all.all().stream().anyMatch(p -> PROXY.matcher(lower(p.key())).matches())) {
      target = target.doubted("a proxy leads there");
    }
    return HttpUrl.orByProxy(target, surroundings);
  }

  private static URI uri(String url) {
    for (String prefix : PREFIXES) {
      if (url.startsWith(prefix)) {
        String rest = url.substring(prefix.length());
        URI uri = HttpUrl.uri(rest.startsWith("//") ? "http:" + rest : rest);
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
          throw new NotUnderstoodException("neither http nor https");
        }
        return uri;
      }
    }
    throw new NotUnderstoodException(
        "ClickHouse takes %s in this spelling only".formatted(PREFIXES));
  }

  private static boolean firstVersion(String url, Surroundings surroundings) {
    return url.contains("clickhouse.jdbc.v")
        || !surroundings.systemProperty("clickhouse.jdbc.v1").isEmpty();
  }

  private static void requireKnownEffect(Parameters.Parameter parameter) {
    if (DECIDE_ELSEWHERE.matcher(lower(parameter.key())).matches()) {
      throw new NotUnderstoodException(
          "'%s' decides at run time what is reached".formatted(parameter.key()));
    }
    if (parameter.is("database") && parameter.value().isBlank()) {
      throw new NotUnderstoodException("the database has no name");
    }
  }

  private static Optional<String> path(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return Optional.of(path).filter(p -> p.length() > 1).map(p -> p.substring(1));
  }

  private static Parameters query(URI uri) {
    List<Parameters.Parameter> parameters = new ArrayList<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.isBlank() ? List.<String>of() : List.of(query.split("&", -1))) {
      int sign = pair.indexOf('=');
      if (sign < 1) {
        throw new NotUnderstoodException("'%s' is no setting with a value".formatted(pair));
      }
      String key = PercentText.decodeForm(pair.substring(0, sign));
      String value = PercentText.decodeForm(pair.substring(sign + 1));
      parameters.add(new Parameters.Parameter(key, value));
    }
    return new Parameters(parameters);
  }

  /** Asked for in the URL or in the properties; neither can take it back. */
  private static boolean tls(URI uri, Parameters query, Map<String, String> properties) {
    Set<String> asked = new HashSet<>();
    query.exact("ssl").ifPresent(asked::add);
    Optional.ofNullable(properties.get("ssl")).ifPresent(asked::add);
    if ("https".equals(uri.getScheme())) {
      asked.add("true");
    }
    if (asked.size() > 1 || !Set.of("true", "false").containsAll(asked)) {
      throw new NotUnderstoodException("'ssl' is not simply true or false");
    }
    return asked.contains("true");
  }

  private static List<Endpoint> endpoints(URI uri, boolean tls, String database) {
    int other = tls ? TLS_PORT : PLAIN_PORT;
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    if (authority.endsWith(":")) {
      throw new NotUnderstoodException("no port behind the colon");
    }
    if (authority.indexOf(',') < 0) {
      return List.of(new Endpoint(HttpUrl.host(uri), HttpUrl.port(uri, other), database));
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (String place : authority.split(",", -1)) {
      URI one = HttpUrl.uri("http://" + place);
      endpoints.add(new Endpoint(HttpUrl.host(one), HttpUrl.port(one, other), database));
    }
    return endpoints;
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
