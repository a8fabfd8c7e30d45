package io.github.jdbcguard.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where Snowflake's driver goes: properties over query, keys in any case. */
final class SnowflakeUrl {

  private static final String PREFIX = "jdbc:snowflake://";
  private static final int DEFAULT_PORT = 443;
  private static final String DOMAIN = ".snowflakecomputing.";

  private static final Set<String> DECIDE_ELSEWHERE =
      Set.of("serverurl", "connectionname", "net.snowflake.client.jdbc.httpheaderscustomizer");

  private static final Set<String> PROXY =
      Set.of("useproxy", "proxyhost", "proxyport", "proxyprotocol");

  private SnowflakeUrl() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException("only '%s' says which account it is".formatted(PREFIX));
    }
    String rest = url.substring(PREFIX.length());
    boolean schemeInside = rest.startsWith("http://") || rest.startsWith("https://");
    URI uri = HttpUrl.uri(schemeInside ? rest : "snowflake://" + rest);
    if (uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
      throw new NotUnderstoodException("Snowflake takes no path behind the host");
    }
    Parameters query = query(uri).inOneSpelling();
    Parameters all = query.overriddenBy(Parameters.of(properties).inOneSpelling());
    all.requireNone(DECIDE_ELSEWHERE);
    Endpoint endpoint = endpoint(uri, all);
    Target target = Target.resolved(Engine.SNOWFLAKE, List.of(endpoint), List.of());
    if (!ofHost(all.any("account"), endpoint.host())) {
      target = target.doubted("'account' is another than the one of the host");
    }
    if (all.all().stream().anyMatch(p -> PROXY.contains(p.key().toLowerCase(Locale.ROOT)))) {
      target = target.doubted("a proxy leads there");
    }
    boolean byJvm = !surroundings.systemProperty("http.useProxy").isBlank();
    target = byJvm ? target.doubted("the system property 'http.useProxy' is set") : target;
    return HttpUrl.orByProxy(target, surroundings);
  }

  private static Endpoint endpoint(URI uri, Parameters all) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? DEFAULT_PORT : PortNumber.parse(authority.substring(colon + 1));
    return new Endpoint(HostName.canonical(dialled(host, all)), port, database(all));
  }

  /** Underscores of an account are dialled as hyphens, unless that is switched off. */
  private static String dialled(String host, Parameters all) {
    if (host.indexOf('_') < 0 || !host.toLowerCase(Locale.ROOT).contains(DOMAIN)) {
      return host;
    }
    if (all.any("allowUnderscoresInHost").isPresent() || all.any("account").isPresent()) {
      throw new NotUnderstoodException("underscores in the host, which a setting may replace");
    }
    return host.replace('_', '-');
  }

  private static String database(Parameters all) {
    Optional<String> name = all.any("database");
    Optional<String> alias = all.any("db");
    if (name.isPresent() && alias.isPresent() && !name.equals(alias)) {
      throw new NotUnderstoodException("'db' and 'database' name two databases");
    }
    return name.or(() -> alias).orElse("");
  }

  private static boolean ofHost(Optional<String> account, String host) {
    String name = account.orElse("").toLowerCase(Locale.ROOT).replace('_', '-');
    return name.isEmpty() || !host.contains(DOMAIN) || host.startsWith(name + ".");
  }

  private static Parameters query(URI uri) {
    List<Parameters.Parameter> parameters = new ArrayList<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", 0)) {
      String[] parts = pair.split("=", -1);
      if (parts.length == 2 && !parts[1].isEmpty()) {
        parameters.add(
            new Parameters.Parameter(
                PercentText.decodeForm(parts[0]), PercentText.decodeForm(parts[1])));
      } else if (parts.length > 2) {
        throw new NotUnderstoodException("'%s' is no setting with a value".formatted(pair));
      }
    }
    return new Parameters(parameters);
  }
}
