package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real drivers were seen to dial, against what the guard says. */
@NullMarked
class TargetVectorsTest {

  private static final String CWD = "/srv/app";
  private static final String HOME = "/home/user";

  private static final String DIR = "/srv/vectors";

  private static final Set<String> WHOLE =
      Set.of(
          "postgresql",
          "yugabyte",
          "redshift",
          "mysql",
          "mariadb",
          "h2",
          "sqlite",
          "hsqldb",
          "duckdb",
          "derby",
          "clickhouse",
          "trino",
          "snowflake",
          "sqlserver",
          "oracle",
          "db2");

  /** The driver asks for a host that no name service can know. */
  private static final Set<String> DOUBTFUL =
      Set.of(
          "jdbc:postgresql://fd00:66::1/app",
          "jdbc:postgresql://dev-db.example.com /app",
          "jdbc:sqlserver://dev-db.example.com/app",
          "jdbc:sqlserver://dev-db.example.com,14330;databaseName=app");

  /** One line of the vectors. */
  record Vector(Map<String, @Nullable Object> fields) {

    String text(String name) {
      return Objects.requireNonNullElse(fields.get(name), "").toString();
    }

    @SuppressWarnings("unchecked") // vectors have objects here
    Map<String, @Nullable Object> object(String name) {
      return (Map<String, @Nullable Object>) Objects.requireNonNullElse(fields.get(name), Map.of());
    }

    boolean has(String expectation) {
      return Boolean.TRUE.equals(object("expect").get(expectation));
    }

    String engine() {
      return String.valueOf(object("expect").get("engine"));
    }

    Target answer() {
      return TargetResolver.resolve(inPlace(text("url")), texts("props"), surroundings());
    }

    private Surroundings surroundings() {
      Map<String, String> system = texts("jvm");
      system.put("user.home", HOME);
      system.put("user.name", "user");
      Map<String, String> environment = texts("env");
      Map<String, String> files = texts("files");
      return new Surroundings(
          name -> system.getOrDefault(name, ""),
          name -> environment.getOrDefault(name, ""),
          Path.of(CWD),
          file -> false,
          file -> Optional.ofNullable(files.get(file.toString())));
    }

    private Map<String, String> texts(String name) {
      Map<String, String> texts = new HashMap<>();
      object(name).forEach((key, value) -> texts.put(inPlace(key), inPlace(String.valueOf(value))));
      return texts;
    }

    private static String inPlace(String text) {
      return text.replace("{dir}", DIR);
    }

    boolean certain() {
      return !object("expect").containsKey("via") && !DOUBTFUL.contains(text("url"));
    }

    boolean viaSocket() {
      return hosts().stream().anyMatch(host -> host.containsKey("socket"));
    }

    @SuppressWarnings("unchecked") // vectors have a list of objects here
    List<Map<String, @Nullable Object>> hosts() {
      return (List<Map<String, @Nullable Object>>)
          Objects.requireNonNullElse(object("expect").get("hosts"), List.of());
    }

    Set<Endpoint> endpoints() {
      Set<Endpoint> endpoints = new HashSet<>();
      String database = place(object("expect").get("database"));
      for (Map<String, @Nullable Object> host : hosts()) {
        String own = host.containsKey("database") ? place(host.get("database")) : database;
        Object port = host.get("port");
        String name = String.valueOf(host.get("host")).toLowerCase(Locale.ROOT);
        endpoints.add(new Endpoint(name, port instanceof Integer number ? number : 0, own));
      }
      return endpoints.isEmpty() ? Set.of(Endpoint.inProcess(database)) : endpoints;
    }

    private static String place(@Nullable Object database) {
      return Objects.requireNonNullElse(database, "")
          .toString()
          .replace("{cwd}", CWD)
          .replace("{home}", HOME)
          .replace("{osuser}", "user");
    }

    @Override
    public String toString() {
      return text("url") + " " + object("props") + ": " + text("why");
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream lines =
        Objects.requireNonNull(TargetVectorsTest.class.getResourceAsStream("targets-dev.jsonl"))) {
      String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).map(Json::object).map(Vector::new);
    }
  }

  static Stream<Vector> wholeEngines() throws IOException {
    return vectors().filter(vector -> WHOLE.contains(vector.engine()));
  }

  @ParameterizedTest
  @MethodSource("wholeEngines")
  void saysWhatTheDriverReaches(Vector vector) {
    Target target = vector.answer();

    boolean driverDecides = vector.has("unknown") || vector.viaSocket();
    if (driverDecides) {
      assertThat(target.resolved()).isFalse();
    } else if (!vector.has("reject")) {
      assertThat(target.certain()).as(target.doubt()).isEqualTo(vector.certain());
      assertThat(target.engine().id()).isEqualTo(vector.engine());
      assertThat(Set.copyOf(target.endpoints())).isEqualTo(vector.endpoints());
    }
    if (vector.has("connectSql")) {
      assertThat(target.connectSql()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void neverNamesAnotherPlaceThanTheDriver(Vector vector) {
    Target target = vector.answer();

    boolean otherDriverTakesIt = vector.text("url").startsWith("jdbc:" + target.engine().id());
    if (vector.has("reject")) {
      assertThat(!target.resolved() || otherDriverTakesIt).isTrue();
    } else if (target.resolved()) {
      assertThat(Set.copyOf(target.endpoints())).isEqualTo(vector.endpoints());
    }
  }
}
