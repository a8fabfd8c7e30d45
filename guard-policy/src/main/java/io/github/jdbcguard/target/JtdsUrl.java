package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What jTDS dials: {@code jdbc:jtds:sqlserver://host:port/database;name=value}. */
final class JtdsUrl {

  private static final String PREFIX = "jdbc:jtds:sqlserver:";
  private static final int DEFAULT_PORT = 1433;

  private final String text;
  private int at;

  private JtdsUrl(String text) {
    this.text = text;
  }

  static Target resolve(String url, Map<String, String> properties) {
    if (!url.toLowerCase(Locale.ROOT).startsWith(PREFIX + "/")) {
      throw new NotUnderstoodException("jTDS takes '%s' for SQL Server".formatted(PREFIX + "//"));
    }
    Parameters given = Parameters.of(properties).inOneSpelling();
    Parameters found = new JtdsUrl(url.substring(PREFIX.length())).parameters(given);
    return target(given.overriddenBy(found));
  }

  private static Target target(Parameters all) {
    if (!all.any("NAMEDPIPE").orElse("false").equalsIgnoreCase("false")) {
      throw new NotUnderstoodException("a named pipe is dialled");
    }
    DialledHost host = DialledHost.of(all.any("SERVERNAME").orElse(""));
    boolean instance = !all.any("INSTANCE").orElse("").isEmpty();
    int given = all.any("PORTNUMBER").map(PortNumber::parse).orElse(DEFAULT_PORT);
    Endpoint endpoint = host.endpoint(instance ? 0 : given, all.any("DATABASENAME").orElse(""));
    return host.judge(Target.resolved(Engine.SQLSERVER, List.of(endpoint), List.of()));
  }

  /** The parts of the URL; what follows an unexpected colon or slash is read by nobody. */
  private Parameters parameters(Parameters given) {
    next();
    List<Parameter> found = new ArrayList<>();
    found.add(new Parameter("SERVERNAME", server(next(), given.any("SERVERNAME"))));
    if (goesOnAfter(':')) {
      found.add(new Parameter("PORTNUMBER", next()));
    }
    if (goesOnAfter('/')) {
      found.add(new Parameter("DATABASENAME", next()));
    }
    while (goesOnAfter(';')) {
      found.add(parameter(next()));
    }
    return new Parameters(found);
  }

  private static String server(String named, Optional<String> given) {
    String server = named.isEmpty() ? given.orElse("") : named;
    if (server.isEmpty()) {
      throw new NotUnderstoodException("no server is named");
    }
    return server;
  }

  private static Parameter parameter(String token) {
    int sign = token.indexOf('=');
    boolean valued = sign > 0 && sign < token.length() - 1;
    Parameter parameter =
        valued
            ? new Parameter(token.substring(0, sign), token.substring(sign + 1))
            : new Parameter(token, "");
    if (parameter.is("SERVERTYPE")) {
      throw new NotUnderstoodException("'SERVERTYPE' tells the driver of another server");
    }
    return parameter;
  }

  private boolean goesOnAfter(char stop) {
    return at < text.length() && text.charAt(at - 1) == stop;
  }

  /** Up to a colon, a semicolon or one or two slashes; brackets protect them and are dropped. */
  private String next() {
    StringBuilder token = new StringBuilder();
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '[' || c == ']') {
        quoted = c == '[';
      } else if (quoted || (c != ':' && c != ';' && c != '/')) {
        token.append(c);
      } else {
        at += c == '/' && text.startsWith("/", at) ? 1 : 0;
        break;
      }
    }
    return token.toString();
  }
}
