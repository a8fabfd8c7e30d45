package io.github.jdbcguard.target;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Generated URLs for Oracle's thin driver, all of them to this machine. */
@NullMarked
record OracleCases(Pieces pieces, LoopbackPorts ports) {

  static Differential.Case next(Pieces pieces, LoopbackPorts ports) {
    OracleCases cases = new OracleCases(pieces, ports);
    String start = pieces.mostly("jdbc:oracle:thin:", "Jdbc:Oracle:thin:", "JDBC:ORACLE:thin:");
    String user = pieces.mostly("", "u/p", "u/\"p@x\"", "/", "u");
    String parameters = String.join("&", pieces.some(2, cases::parameter));
    String url = start + user + "@" + cases.identifier();
    return new Differential.Case(
        parameters.isEmpty() ? url : url + "?" + parameters, cases.properties());
  }

  private String identifier() {
    return switch (pieces.below(4)) {
      case 0 ->
          host() + ":" + ports.port(pieces) + ":" + pieces.mostly("ORCL", "a b", "", "x:pooled");
      case 1 -> descriptor();
      default -> easy();
    };
  }

  private String easy() {
    String start = pieces.oneOf("", "//", "tcp://", "TCP://", " ");
    String first = host() + pieces.oneOf("", ":" + ports.port(pieces));
    String last = host() + ":" + ports.port(pieces);
    String place = pieces.mostly(last, first + "," + last, last + ";" + last, last + "," + last);
    return start + place + pieces.mostly("/" + service(), "", "/", "/a/i", "/app:dedicated/inst1");
  }

  private String descriptor() {
    String addresses = String.join("", pieces.several(3, this::address));
    String data =
        pieces.mostly(
            "(CONNECT_DATA=(SERVICE_NAME=" + service() + "))",
            "(connect_data = (sid = x) (server = dedicated))",
            "");
    String inner =
        switch (pieces.below(4)) {
          case 0 -> "(ADDRESS_LIST=(LOAD_BALANCE=ON)" + addresses + ")";
          case 1 -> "(ADDRESS_LIST=(ADDRESS_LIST=" + addresses + ")" + address() + ")";
          case 2 -> "(X=(Y=" + pieces.mostly("z", "\"(\"") + "))" + addresses + address();
          default -> "(HOST=10.0.0.1)" + addresses;
        };
    String one = "(DESCRIPTION=" + inner + data + ")";
    return pieces.mostly(one, "(DESCRIPTION_LIST=" + one + one + ")", one + "x", one + ")");
  }

  private String address() {
    String again = pieces.mostly("", "(HOST=10.0.0.1)", "(PORT=1)", "(PROTOCOL=BEQ)");
    return "(ADDRESS=(PROTOCOL=%s)(HOST=%s)(PORT=%s)%s)"
        .formatted(pieces.mostly("TCP", " tcp "), host(), ports.port(pieces), again);
  }

  private String parameter() {
    return pieces.oneOf(
        "connect_timeout=3",
        "a=b",
        "oracle.jdbc.targetServiceName=q",
        "database=" + host() + ":" + ports.port(pieces) + "/q",
        "server=" + host() + ":" + ports.port(pieces),
        "TNS_ADMIN=/nowhere");
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (String key :
        pieces.some(
            2, () -> pieces.oneOf("database", "oracle.jdbc.database", "server", "Database"))) {
      properties.put(key, pieces.mostly(easy(), descriptor()));
    }
    if (pieces.chance(15)) {
      properties.put("oracle.jdbc.targetServiceName", "target");
    }
    return properties;
  }

  private String host() {
    return pieces.oneOf("127.0.0.1", "127.0.0.1", "127.1", "2130706433");
  }

  private String service() {
    return pieces.mostly(pieces.oneOf("app", "App.Example", "a_b-c"), "a#b", "a b", "a@b", "a;b");
  }
}
