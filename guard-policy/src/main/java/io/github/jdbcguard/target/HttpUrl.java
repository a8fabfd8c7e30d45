package io.github.jdbcguard.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** What drivers that speak HTTP have in common: they read their URLs as the JVM reads a URI. */
final class HttpUrl {

  /** JVM settings that send HTTP another way. */
  private static final List<String> PROXIES = List.of("http.proxyHost", "https.proxyHost");

  private HttpUrl() {}

  static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new NotUnderstoodException("no driver takes this for a URI: " + e.getReason());
    }
  }

  /** Behind the user, if there is one: {@code http://dev@prod/} leads to {@code prod}. */
  static String host(URI uri) {
    if (uri.getHost() == null) {
      throw new NotUnderstoodException("the URL names no host that a URI can have");
    }
    return HostName.canonical(uri.getHost());
  }

  static int port(URI uri, int other) {
    return uri.getPort() < 0 ? other : PortNumber.parse(String.valueOf(uri.getPort()));
  }

  static Target orByProxy(Target target, Surroundings surroundings) {
    for (String name : PROXIES) {
      if (!surroundings.systemProperty(name).isBlank()) {
        return target.doubted("the system property '%s' leads HTTP to a proxy".formatted(name));
      }
    }
    return target;
  }
}
