package io.github.jdbcguard.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.hsqldb.DatabaseURL;
import org.hsqldb.persist.HsqlProperties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What HSQLDB makes of generated URLs of servers. */
@NullMarked
class HsqldbServerDifferentialTest {

  @Test
  void saysWhatHsqldbSays() {
    new Differential(
            HsqldbServerDifferentialTest::next,
            HsqldbServerDifferentialTest::endpoints,
            Answers.surroundings(""))
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String scheme = pieces.mostly(pieces.oneOf("hsql", "hsqls", "http", "https"), "HSQL", "Http");
    String user = pieces.mostly("", "dev@", "#", "dev\\@");
    String port = pieces.chance(50) ? ":" + pieces.port() : "";
    String name = pieces.mostly(pieces.oneOf("app", "App", ""), pieces.encoded(pieces.name()));
    String path =
        pieces.mostly("/" + name, "", "/a/" + name, "//" + name, "/app?user=a&password=b");
    String settings = String.join("", pieces.some(2, () -> setting(pieces)));
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, pieces.mostly("x", "mem:", "99"));
    }
    String prefix = pieces.mostly("jdbc:hsqldb:", "JDBC:HSQLDB:");
    return new Differential.Case(
        prefix + scheme + "://" + user + pieces.host() + port + path + settings, properties);
  }

  private static String setting(Pieces pieces) {
    return ";"
        + key(pieces)
        + pieces.mostly("=", "")
        + pieces.mostly("x", "/a", "mem:b", "hsql://c");
  }

  private static String key(Pieces pieces) {
    return pieces.mostly(
        pieces.oneOf("ifexists", "shutdown", "user"),
        "host",
        "port",
        "database",
        "connection_type",
        "filepath",
        "mem:",
        "file:",
        "Port");
  }

  private static List<Endpoint> endpoints(Differential.Case example) {
    Properties given = new Properties();
    given.putAll(example.properties());
    HsqlProperties all = Objects.requireNonNull(DatabaseURL.parseURL(example.url(), true, false));
    all.addProperties(given);
    if (DatabaseURL.isInProcessDatabaseType(all.getProperty("connection_type"))) {
      return List.of();
    }
    int port = all.getIntegerProperty("port", 0);
    return List.of(new Endpoint(all.getProperty("host"), port, all.getProperty("database")));
  }
}
