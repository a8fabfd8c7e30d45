package io.github.jdbcguard.target;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What HSQLDB opens: in this process, or at a server. Nothing is decoded. */
final class HsqldbUrl {

  private static final String PREFIX = "jdbc:hsqldb:";

  private static final Map<String, Integer> DEFAULT_PORTS =
      Map.of("hsql://", 9001, "hsqls://", 554, "http://", 80, "https://", 443);

  /** As properties these beat the URL; as settings in the URL they do not. */
  private static final Set<String> BEAT_THE_URL =
      Set.of("connection_type", "host", "port", "path", "database", "url");

  /** A system property, or a database that the server is to open under the name. */
  private static final Pattern STANDS_FOR_MORE =
      Pattern.compile("(?i).*(\\$\\{|filepath|;mem:|;file:).*");

  private HsqldbUrl() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    if (!url.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      throw new NotUnderstoodException("HSQLDB does not decode '%s'".formatted(PREFIX));
    }
    for (String key : BEAT_THE_URL) {
      if (properties.containsKey(key)) {
        throw new NotUnderstoodException("the property '%s' beats the URL".formatted(key));
      }
    }
    String text = url.substring(PREFIX.length());
    String lower = text.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Integer> scheme : DEFAULT_PORTS.entrySet()) {
      if (lower.startsWith(scheme.getKey())) {
        String place = text.substring(scheme.getKey().length());
        Target target = server(place, scheme.getValue());
        boolean http = scheme.getKey().startsWith("http");
        return http ? overHttp(target, place, surroundings) : target;
      }
    }
    return InProcessUrl.hsqldb(url, properties, surroundings);
  }

  private static Target server(String text, int defaultPort) {
    if (STANDS_FOR_MORE.matcher(text).matches()) {
      throw new NotUnderstoodException("a part of the URL stands for something else");
    }
    String place = text.replaceFirst(";.*", "");
    int slash = place.indexOf('/');
    String server = slash < 0 ? place : place.substring(0, slash);
    int colon = server.indexOf(':', server.startsWith("[") ? server.indexOf(']') + 1 : 0);
    String host = colon < 0 ? server : server.substring(0, colon);
    int port = colon < 0 ? defaultPort : PortNumber.parse(server.substring(colon + 1));
    String database = slash < 0 ? "" : database(place.substring(slash));
    Endpoint endpoint = new Endpoint(HostName.canonical(host), port, database);
    return Target.resolved(Engine.HSQLDB, List.of(endpoint), List.of());
  }

  /** An alias in lower case; behind further folders it keeps its case. */
  private static String database(String path) {
    int last = path.lastIndexOf('/');
    String name = path.substring(last + 1);
    String alias = last < 1 ? name.toLowerCase(Locale.ROOT) : name;
    int password = alias.indexOf("&password=");
    String withoutPassword = password < 0 ? alias : alias.substring(0, password);
    int user = withoutPassword.indexOf("?user=");
    return user < 0 ? withoutPassword : withoutPassword.substring(0, user);
  }

  private static Target overHttp(Target target, String place, Surroundings surroundings) {
    boolean servlet = place.replaceFirst(";.*", "").indexOf('/') != place.lastIndexOf('/');
    Target direct = servlet ? target.doubted("a servlet decides what is reached") : target;
    return HttpUrl.orByProxy(direct, surroundings);
  }
}
