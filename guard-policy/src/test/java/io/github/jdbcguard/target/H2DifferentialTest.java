package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.h2.engine.ConnectionInfo;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What H2 makes of generated URLs and properties; files are named, not opened. */
@NullMarked
class H2DifferentialTest {

  @Test
  void saysWhatH2Says() {
    new Differential(
            H2DifferentialTest::next, H2DifferentialTest::endpoints, Surroundings.ofThisProcess())
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String settings = String.join("", pieces.some(4, () -> ";" + setting(pieces)));
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, pieces.oneOf("TRUE", "x", "10"));
    }
    String url = pieces.mostly("jdbc:h2:", "jdbc:H2:", "jdbc: h2:") + place(pieces);
    return new Differential.Case(url + settings, properties);
  }

  private static String place(Pieces pieces) {
    return switch (pieces.below(10)) {
      case 0 -> pieces.mostly("mem:", "MEM:", "memFS:") + pieces.name();
      case 1, 2, 3 -> server(pieces);
      case 4 ->
          pieces.oneOf(
              ".", "", "app", "~", "~x", "file:", "./", "zip:./a.zip!/b", "nio:./x", "c:/x");
      default ->
          pieces.mostly("", "file:", "FILE:", "split:", "nioMapped:", "async:", "classpath:")
              + pieces.oneOf("./", "../", "~/", "/srv/none/", ".\\", "./x/../", "~/../", "//srv//")
              + pieces.mostly(pieces.name(), "a.mv.db", "..", "%61pp", "x/", "a:/b", ".hidden");
    };
  }

  private static String server(Pieces pieces) {
    String hosts = String.join(pieces.mostly(",", ", "), pieces.several(2, () -> host(pieces)));
    return pieces.mostly("tcp:", "ssl:", "TCP:")
        + pieces.mostly("//", "", "/")
        + hosts
        + pieces.mostly("/", "/", "")
        + pieces.mostly(pieces.name(), "~/app", "mem:x", "/abs/x", "a//b");
  }

  private static String host(Pieces pieces) {
    String host = pieces.mostly(pieces.host(), "", "u@h1", "::1", " h1");
    return host + (pieces.chance(50) ? ":" + pieces.mostly(pieces.port(), "0123", "0x10") : "");
  }

  private static String setting(Pieces pieces) {
    return pieces.mostly(key(pieces) + "=" + pieces.oneOf("TRUE", "x", "10"), "", "MODE", "x=y");
  }

  private static String key(Pieces pieces) {
    return pieces.key(
        pieces.oneOf(
            "MODE",
            "DB_CLOSE_DELAY",
            "USER",
            "PASSWORD",
            "CIPHER",
            "IFEXISTS",
            "AUTO_SERVER",
            "ACCESS_MODE_DATA",
            "IGNORECASE",
            "RECOVER_TEST",
            "SCHEMA",
            "TRACE_LEVEL_FILE"));
  }

  private static List<Endpoint> endpoints(Differential.Case example) {
    Properties given = new Properties();
    given.putAll(example.properties());
    ConnectionInfo info = new ConnectionInfo(example.url(), given, null, null);
    if (info.isRemote()) {
      return servers(info.getName());
    }
    String name = info.getName().replaceFirst("^(nio|nioMapped|async):", "");
    if (name.startsWith("rec:")) {
      return List.of();
    }
    return List.of(Endpoint.inProcess(name));
  }

  /** As the session of H2 cuts the name when it connects. */
  private static List<Endpoint> servers(String name) {
    String place = name.startsWith("//") ? name.substring(2) : name;
    int slash = place.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no database");
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (String server : place.substring(0, slash).split(",", 0)) {
      int start = server.startsWith("[") ? server.indexOf(']') : 0;
      int colon = server.indexOf(':', start);
      int port = colon < 0 ? 9092 : Integer.decode(server.substring(colon + 1));
      String host = colon < 0 ? server : server.substring(0, colon);
      endpoints.add(new Endpoint(host, port, place.substring(slash + 1)));
    }
    return endpoints;
  }
}
