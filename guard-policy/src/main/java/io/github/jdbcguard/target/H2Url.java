package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What H2 opens: a file or memory of this process, or a server. Nothing is decoded. */
final class H2Url {

  private static final String PREFIX = "jdbc:h2:";
  private static final int DEFAULT_PORT = 9092;

  /** File systems of H2 that are none, or that keep the file elsewhere. */
  private static final Pattern OTHER_FILE_SYSTEM =
      Pattern.compile(
          "(?i)(zip|nio|niomapped|split|async|retry|memfs|memlz|niomemfs|niomemlz|cache|rec|wrapper"
              + "|classpath|disk|unstable|cipher|encrypt|mem|tcp|ssl|jar|http|https|ftp|s3):.*");

  /** These read and write the same file in another way. */
  private static final Pattern SAME_FILE = Pattern.compile("(file|nio|nioMapped|async):(.*)");

  private static final Pattern SERVER = Pattern.compile("(?m)^server=(.*)$");

  private static final Pattern NO_FILE = Pattern.compile("~//.*|(.*/)?\\.{0,2}");

  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  private H2Url() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException("H2 takes '%s' in this spelling only".formatted(PREFIX));
    }
    for (String name : List.of("h2.urlMap", "h2.baseDir")) {
      if (!surroundings.systemProperty(name).isEmpty()) {
        throw new NotUnderstoodException(
            "the system property '%s' moves databases".formatted(name));
      }
    }
    int semicolon = url.indexOf(';');
    String name = url.substring(PREFIX.length(), semicolon < 0 ? url.length() : semicolon);
    String settings = semicolon < 0 ? "" : url.substring(semicolon + 1);
    H2Settings all = H2Settings.of(settings, properties);
    List<Endpoint> endpoints = endpoints(name, surroundings);
    Target target = Target.resolved(Engine.H2, endpoints, all.connectSql());
    Endpoint first = endpoints.get(0);
    return first.inProcess() && all.followsAServer()
        ? target.doubted(server(first, surroundings))
        : target;
  }

  /** Why a file with {@code AUTO_SERVER} may be no file: a lock next to it names a server. */
  private static String server(Endpoint file, Surroundings surroundings) {
    Matcher server =
        SERVER.matcher(surroundings.text(file.database() + ".lock.db").orElse("").strip());
    return server.find()
        ? "'AUTO_SERVER' leads to the server '%s'".formatted(server.group(1).replace("\\", ""))
        : "'AUTO_SERVER' leads to a server, if one has the database open";
  }

  private static List<Endpoint> endpoints(String name, Surroundings surroundings) {
    if (name.startsWith("tcp:") || name.startsWith("ssl:")) {
      return servers(name.substring(4));
    }
    if (name.startsWith("mem:")) {
      return List.of(Endpoint.inProcess(name));
    }
    if (name.equals(".")) {
      return List.of(Endpoint.inProcess("mem:"));
    }
    Matcher sameFile = SAME_FILE.matcher(name);
    String path = sameFile.matches() ? sameFile.group(2) : name;
    return List.of(Endpoint.inProcess(file(path.replace('\\', '/'), surroundings)));
  }

  private static String file(String path, Surroundings surroundings) {
    if (NO_FILE.matcher(path).matches() || OTHER_FILE_SYSTEM.matcher(path).matches()) {
      throw new NotUnderstoodException("'%s' is no plain file name".formatted(path));
    }
    if (path.startsWith("~/")) {
      return surroundings.fileAtHome(path.substring(2));
    }
    if (path.startsWith("/") || path.startsWith("./") || path.startsWith("../")) {
      return surroundings.file(path);
    }
    throw new NotUnderstoodException(
        "H2 refuses '%s': write './%s' for a file next to the program".formatted(path, path));
  }

  private static List<Endpoint> servers(String text) {
    String place = text.startsWith("//") ? text.substring(2) : text;
    int slash = place.indexOf('/');
    if (slash < 0) {
      throw new NotUnderstoodException("no database follows the server");
    }
    String database = place.substring(slash + 1);
    List<Endpoint> endpoints = new ArrayList<>();
    for (String server : place.substring(0, slash).split(",", -1)) {
      int colon = server.indexOf(':', server.indexOf(']') + 1);
      String host = colon < 0 ? server : server.substring(0, colon);
      int port = colon < 0 ? DEFAULT_PORT : port(server.substring(colon + 1));
      endpoints.add(new Endpoint(HostName.canonical(host), port, database));
    }
    return endpoints;
  }

  /** H2 reads a leading zero as octal. */
  private static int port(String text) {
    if (!PORT.matcher(text).matches()) {
      throw new NotUnderstoodException("'%s' is no port".formatted(text));
    }
    return PortNumber.parse(text);
  }
}
