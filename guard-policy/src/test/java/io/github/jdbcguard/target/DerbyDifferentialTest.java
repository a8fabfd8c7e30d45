package io.github.jdbcguard.target;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringTokenizer;
import org.apache.derby.client.BasicClientDataSource;
import org.apache.derby.client.ClientAutoloadedDriver;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What Derby's network client makes of generated URLs, step by step as it connects. */
@NullMarked
class DerbyDifferentialTest {

  private static final int DEFAULT_PORT = 1527;

  @Test
  void saysWhatDerbysClientSays() {
    new Differential(
            DerbyDifferentialTest::next, DerbyDifferentialTest::endpoints, Answers.surroundings(""))
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String user = pieces.mostly("", "dev@", "#", "/", " ");
    String host = pieces.mostly(pieces.oneOf("h1", "PROD.Example.com", "10.0.0.1"), pieces.host());
    String port = pieces.chance(50) ? ":" + pieces.port() : "";
    String name = pieces.mostly(pieces.oneOf("app", "memory:app"), pieces.encoded(pieces.name()));
    String path = pieces.mostly("/" + name, "", "/", "//srv/" + name, "/a/b/" + name);
    String settings = String.join("", pieces.some(2, () -> setting(pieces)));
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, pieces.mostly("true", "x"));
    }
    String prefix = pieces.mostly("jdbc:derby://", "jdbc:derby:net://", "JDBC:derby://");
    return new Differential.Case(prefix + user + host + port + path + settings, properties);
  }

  private static String setting(Pieces pieces) {
    return pieces.mostly(";", ";;", "; ") + key(pieces) + pieces.mostly("=true", "=", "", "=/b");
  }

  private static String key(Pieces pieces) {
    return pieces.mostly(
        pieces.oneOf("create", "user", "shutdown", "ssl"),
        "databaseName",
        "serverName",
        "nonsense");
  }

  /** An attribute {@code databaseName} is for the server, which may look at it. */
  private static List<Endpoint> endpoints(Differential.Case example) throws Exception {
    String url = example.url();
    StringTokenizer rest = new StringTokenizer(url, "/:= \t\n\r\f", true);
    if ((int) call("tokenizeProtocol", String.class, url, StringTokenizer.class, rest) == 0) {
      throw new IllegalArgumentException("not for the client");
    }
    rest.nextToken(":/");
    String host =
        (String) call("tokenizeServerName", StringTokenizer.class, rest, String.class, url);
    int port =
        (int) call("tokenizeOptionalPortNumber", StringTokenizer.class, rest, String.class, url);
    String name = (String) call("tokenizeDatabase", StringTokenizer.class, rest, String.class, url);
    Properties given = new Properties();
    given.putAll(example.properties());
    int settings = url.indexOf(';');
    Properties all =
        BasicClientDataSource.tokenizeAttributes(
            settings < 0 ? null : url.substring(settings), given);
    boolean serverLooks = all.containsKey("databaseName");
    boolean nameless = name.isEmpty() || name.startsWith(";");
    if (serverLooks && nameless && !given.containsKey("databaseName")) {
      name = all.getProperty("databaseName");
    } else if (serverLooks) {
      name = "";
    }
    return name.isEmpty()
        ? List.of()
        : List.of(new Endpoint(host, port == 0 ? DEFAULT_PORT : port, name));
  }

  private static Object call(String name, Class<?> first, Object one, Class<?> second, Object other)
      throws Exception {
    Method step = ClientAutoloadedDriver.class.getDeclaredMethod(name, first, second);
    step.setAccessible(true);
    return step.invoke(null, one, other);
  }
}
