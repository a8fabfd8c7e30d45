package io.github.jdbcguard.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where Trino's driver goes; it takes no key twice and none that it does not know. */
final class TrinoUrl {

  private static final String PREFIX = "jdbc:trino:";
  private static final int PLAIN_PORT = 80;
  private static final int TLS_PORT = 443;

  /** These decide neither the server nor what is reached there. */
  private static final Set<String> HARMLESS =
      Set.of(
          "accessToken",
          "applicationNamePrefix",
          "assumeLiteralNamesInMetadataCallsForNonConformingClients",
          "assumeLiteralUnderscoreInMetadataCallsForNonConformingClients",
          "assumeNullCatalogMeansCurrentCatalog",
          "clientInfo",
          "clientTags",
          "disableCompression",
          "encoding",
          "explicitPrepare",
          "externalAuthentication",
          "externalAuthenticationRedirectHandlers",
          "externalAuthenticationTimeout",
          "externalAuthenticationTokenCache",
          "extraCredentials",
          "hostnameInCertificate",
          "httpLoggingLevel",
          "KerberosConfigPath",
          "KerberosCredentialCachePath",
          "KerberosDelegation",
          "KerberosKeytabPath",
          "KerberosPrincipal",
          "KerberosRemoteServiceName",
          "KerberosServicePrincipalPattern",
          "KerberosUseCanonicalHostname",
          "locale",
          "password",
          "path",
          "resourceEstimates",
          "roles",
          "sessionProperties",
          "source",
          "SSLKeyStorePassword",
          "SSLKeyStorePath",
          "SSLKeyStoreType",
          "SSLTrustStorePassword",
          "SSLTrustStorePath",
          "SSLTrustStoreType",
          "SSLUseSystemKeyStore",
          "SSLUseSystemTrustStore",
          "SSLVerification",
          "timeout",
          "timezone",
          "traceToken",
          "user",
          "validateConnection");

  private static final Map<String, String> DOUBTS =
      Map.of(
          "socksProxy", "a SOCKS proxy leads there",
          "httpProxy", "an HTTP proxy leads there",
          "sessionUser", "'sessionUser' names another user than 'user'");

  private TrinoUrl() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException("Trino takes '%s' in this spelling only".formatted(PREFIX));
    }
    URI uri = HttpUrl.uri(url.substring("jdbc:".length()));
    Map<String, String> settings = settings(uri, properties);
    boolean tls = isTrue(settings.getOrDefault("SSL", String.valueOf(uri.getPort() == TLS_PORT)));
    int port = HttpUrl.port(uri, tls ? TLS_PORT : PLAIN_PORT);
    Endpoint endpoint = new Endpoint(HttpUrl.host(uri), port, database(settings));
    Target target = Target.resolved(Engine.TRINO, List.of(endpoint), List.of());
    for (String key : DOUBTS.keySet().stream().filter(settings::containsKey).sorted().toList()) {
      target = target.doubted(DOUBTS.getOrDefault(key, key));
    }
    return HttpUrl.orByProxy(target, surroundings);
  }

  private static String database(Map<String, String> settings) {
    String catalog = settings.getOrDefault("catalog", "");
    String schema = settings.getOrDefault("schema", "");
    return catalog.isEmpty() || schema.isEmpty() ? catalog : catalog + "." + schema;
  }

  /** What stands both in the URL and in the properties is an error, but for {@code SSL}. */
  private static Map<String, String> settings(URI uri, Map<String, String> properties) {
    Map<String, String> settings = new HashMap<>();
    List<String> names = segments(uri);
    if (!names.isEmpty()) {
      put(settings, "catalog", names.get(0));
    }
    if (names.size() > 1) {
      put(settings, "schema", names.get(1));
    }
    // decoded first and split then, so that %26 parts two settings
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    for (String setting : query.split("&", 0)) {
      int sign = setting.indexOf('=');
      if (sign < 0 && !setting.isEmpty()) {
        throw new NotUnderstoodException("'%s' has no value".formatted(setting));
      }
      if (sign >= 0) {
        put(settings, setting.substring(0, sign), setting.substring(sign + 1));
      }
    }
    String tls = properties.getOrDefault("SSL", settings.getOrDefault("SSL", ""));
    settings.remove("SSL");
    properties.forEach(
        (key, value) -> {
          if (!key.equals("SSL")) {
            put(settings, key, value);
          }
        });
    if (!tls.isEmpty()) {
      settings.put("SSL", tls);
    }
    return settings;
  }

  private static void put(Map<String, String> settings, String key, String value) {
    boolean known = HARMLESS.contains(key) || DOUBTS.containsKey(key);
    if (!known && !Set.of("SSL", "catalog", "schema", "dnsResolverContext").contains(key)) {
      throw new NotUnderstoodException("the guard does not know the setting '%s'".formatted(key));
    }
    if (settings.put(key, value) != null) {
      throw new NotUnderstoodException("the setting '%s' is given twice".formatted(key));
    }
  }

  private static List<String> segments(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    List<String> names = new ArrayList<>(List.of(path.split("/", -1)));
    names.remove(0);
    if (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
      names.remove(names.size() - 1);
    }
    if (names.size() > 2 || names.contains("")) {
      throw new NotUnderstoodException("more than a catalog and a schema follow the server");
    }
    return names;
  }

  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NotUnderstoodException("'SSL' is neither true nor false");
    };
  }
}
