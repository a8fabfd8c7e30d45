package io.github.jdbcguard.target;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** Generated URLs for Microsoft's driver and for jTDS. */
@NullMarked
record SqlServerCases(Pieces pieces) {

  static Differential.Case microsoft(Pieces pieces) {
    SqlServerCases cases = new SqlServerCases(pieces);
    String start = pieces.chance(99) ? "jdbc:sqlserver://" : pieces.key("jdbc:sqlserver://");
    StringBuilder url = new StringBuilder(start).append(cases.authority());
    for (String parameter : pieces.some(5, cases::parameter)) {
      url.append(';').append(parameter);
    }
    return new Differential.Case(
        url + pieces.mostly("", ";", " ", ";;"), cases.properties(cases::microsoftKey));
  }

  static Differential.Case jtds(Pieces pieces) {
    SqlServerCases cases = new SqlServerCases(pieces);
    StringBuilder url =
        new StringBuilder(pieces.mostly("jdbc:jtds:sqlserver:", "JDBC:jtds:SqlServer:"));
    url.append(pieces.mostly("//", "/", "///"))
        .append(pieces.mostly(pieces.host(), "", "h\\i", "[a;b]"));
    url.append(pieces.chance(50) ? ":" + pieces.port() : "");
    url.append(pieces.chance(80) ? pieces.mostly("/", "//", "/x/") + pieces.name() : "");
    for (String key : pieces.some(4, cases::jtdsKey)) {
      url.append(';').append(key).append(pieces.mostly("=" + cases.value(key), "=", "", "==x"));
    }
    return new Differential.Case(url.toString(), cases.properties(cases::jtdsKey));
  }

  private String authority() {
    String host = pieces.mostly(pieces.host(), "", "::1", " h1 ", "a/b", "h1,1433", "ä.example");
    String instance = pieces.chance(10) ? "\\" + pieces.oneOf("inst1", "INST 2") : "";
    return host.replace("[", "").replace("]", "")
        + instance
        + (pieces.chance(40) ? ":" + pieces.mostly(pieces.port(), " 1434 ") : "");
  }

  private String parameter() {
    String key = microsoftKey();
    String value = value(key);
    String written =
        switch (pieces.below(5)) {
          case 0 -> "{" + value.replace("}", "}}") + "}" + pieces.mostly("", " ", "x");
          case 1 -> " " + value + " ";
          default -> value;
        };
    return pieces.mostly(
        pieces.mostly(key, " " + key + " ") + "=" + written, key, "", "=x", "{a}=b");
  }

  private String microsoftKey() {
    return pieces.key(
        pieces.oneOf(
            "serverName",
            "server",
            "databaseName",
            "database",
            "portNumber",
            "port",
            "instanceName",
            "failoverPartner",
            "encrypt",
            "user",
            "applicationName",
            "x"));
  }

  private String jtdsKey() {
    return pieces.key(
        pieces.oneOf(
            "serverName",
            "databaseName",
            "portNumber",
            "instance",
            "namedPipe",
            "user",
            "appName"));
  }

  private String value(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "servername", "server" ->
          pieces.mostly(pieces.host(), "h1\\inst1", "h1:5432", "", "h1,h2", "h 1");
      case "portnumber", "port" -> pieces.port();
      case "instancename", "instance" -> pieces.oneOf("inst1", "INST2");
      case "failoverpartner" -> pieces.mostly(pieces.host(), "h2\\inst1", "h2:1");
      case "namedpipe" -> pieces.mostly("false", "true");
      case "encrypt" -> "false";
      default -> pieces.mostly(pieces.name(), "a}b", "{a", " app ");
    };
  }

  private Map<String, String> properties(Supplier<String> keys) {
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(3, keys)) {
      properties.put(key, value(key));
    }
    return properties;
  }
}
