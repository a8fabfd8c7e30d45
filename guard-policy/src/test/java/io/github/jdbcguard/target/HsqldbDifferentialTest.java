package io.github.jdbcguard.target;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.hsqldb.DatabaseURL;
import org.hsqldb.persist.HsqlProperties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What HSQLDB makes of generated URLs and properties of databases in this process. */
@NullMarked
class HsqldbDifferentialTest {

  @Test
  void saysWhatHsqldbSays() {
    new Differential(
            HsqldbDifferentialTest::next,
            HsqldbDifferentialTest::endpoints,
            Surroundings.ofThisProcess())
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String type = pieces.oneOf("mem:", "file:", "", "MEM:", "File:");
    String other = pieces.chance(5) ? pieces.oneOf("res:", "alias:", ".") : type;
    String folder = pieces.mostly("", "./", "../", "/srv/none/", "~/", "a/b/", "~", "//");
    String name = pieces.mostly(pieces.name(), "a?user=u&password=p", "${user.home}", "a;b", "~x");
    String settings =
        String.join("", pieces.some(3, () -> ";" + key(pieces) + "=" + pieces.name()));
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, pieces.mostly("true", "mem:", "prod"));
    }
    String url = pieces.mostly("jdbc:hsqldb:", "JDBC:HSQLDB:") + other + folder + name + settings;
    return new Differential.Case(url, properties);
  }

  private static String key(Pieces pieces) {
    return pieces.mostly(
        pieces.oneOf("ifexists", "shutdown", "hsqldb.lock_file", "sql.syntax_pgs", "x", "user"),
        "database",
        "connection_type",
        "crypt_key",
        "crypt_provider");
  }

  /** As the driver lays the caller's properties over those of the URL. */
  private static List<Endpoint> endpoints(Differential.Case example) {
    HsqlProperties all = Objects.requireNonNull(DatabaseURL.parseURL(example.url(), true, false));
    Properties given = new Properties();
    given.putAll(example.properties());
    all.addProperties(given);
    String type = Objects.requireNonNull(all.getProperty("connection_type"));
    String database = Objects.requireNonNull(all.getProperty("database"));
    return switch (type) {
      case "mem:" -> List.of(Endpoint.inProcess("mem:" + database));
      case "file:" -> List.of(Endpoint.inProcess(file(database)));
      case "res:" -> List.of();
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static String file(String name) {
    String path = name.startsWith("~") ? System.getProperty("user.home") + name.substring(1) : name;
    return Path.of(path).toAbsolutePath().normalize().toString();
  }
}
