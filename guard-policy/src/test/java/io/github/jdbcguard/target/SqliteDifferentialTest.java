package io.github.jdbcguard.target;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Which file SQLite opens for generated URLs and properties: it is opened, and SQLite asked. */
@NullMarked
class SqliteDifferentialTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void saysWhatSqliteOpens() throws IOException {
    String real = folder.toRealPath().toString();
    new Differential(
            pieces -> next(pieces, real),
            SqliteDifferentialTest::endpoints,
            Surroundings.ofThisProcess())
        .compare();
  }

  private static Differential.Case next(Pieces pieces, String folder) {
    String name = name(pieces, folder);
    boolean inFolder = name.contains(folder);
    String query =
        inFolder ? String.join("&", pieces.some(3, () -> parameter(pieces))) : "foreign_keys=on";
    String mark = inFolder && !query.isEmpty() ? pieces.mostly("?", "??", "?&") : "?";
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, pieces.oneOf("on", "1", "6", "134", "memory"));
    }
    String prefix = pieces.mostly("jdbc:sqlite:", "JDBC:SQLite:");
    return new Differential.Case(prefix + name + mark + query, properties);
  }

  private static String name(Pieces pieces, String folder) {
    String file = pieces.mostly(pieces.name(), "../x", "a.db", ".", "a%2", "%", "a%00b").strip();
    String path = folder + "/" + (file.isEmpty() ? "e" : file);
    return switch (pieces.below(9)) {
      case 0 -> pieces.oneOf("", ":memory:", "file:", "file::memory:", "file:?mode=memory");
      case 1, 2 -> "file:" + pieces.encoded(path);
      case 3 -> "file://" + pieces.mostly("", "localhost", "h1") + path;
      case 4 -> "file:" + path;
      default -> path;
    };
  }

  private static String parameter(Pieces pieces) {
    String key = key(pieces);
    String value =
        pieces.mostly(pieces.oneOf("on", "1", "6"), "134", "memory", "ro", "", "a b", "unix");
    return pieces.mostly(key + "=" + value, key, "", key + "=", " " + key + "=1", "#x");
  }

  private static String key(Pieces pieces) {
    return pieces.key(
        pieces.oneOf(
            "foreign_keys",
            "cache_size",
            "busy_timeout",
            "open_mode",
            "mode",
            "cache",
            "x",
            "vfs",
            "immutable",
            "synchronous"));
  }

  private static List<Endpoint> endpoints(Differential.Case example) throws SQLException {
    Properties given = new Properties();
    given.putAll(example.properties());
    try (Connection connection = new JDBC().connect(example.url(), given);
        Statement statement = Objects.requireNonNull(connection).createStatement();
        ResultSet databases = statement.executeQuery("pragma database_list")) {
      databases.next();
      String file = databases.getString("file");
      boolean memory = file == null || file.isEmpty();
      return List.of(Endpoint.inProcess(memory ? ":memory:" : file));
    }
  }
}
