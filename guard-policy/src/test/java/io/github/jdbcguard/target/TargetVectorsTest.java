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

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          name -> Map.of("user.home", HOME, "user.name", "user").getOrDefault(name, ""),
          name -> "",
          Path.of(CWD),
          file -> false,
          file -> Optional.empty());

  private static final Set<String> WHOLE =
      Set.of(
          "postgresql",
          "mysql",
          "mariadb",
          "h2",
          "sqlite",
          "hsqldb",
          "duckdb",
          "derby",
          "clickhouse",
          "trino",
          "snowflake");

  /** Resolvable by the driver, not by the guard: hosts that cannot be, files, sockets, proxies. */
  private static final Set<String> TOLERATED_AS_UNRESOLVED =
      Set.of(
          "jdbc:postgresql://fd00:66::1/app",
          "jdbc:postgresql://dev-db.example.com /app",
          "jdbc:postgresql:///?service=prodsvc",
          "jdbc:mysql://dev-db.example.com/app?socksProxyHost=127.0.0.1&socksProxyPort=1080");

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
      Map<String, String> properties = new HashMap<>();
      object("props").forEach((key, value) -> properties.put(key, String.valueOf(value)));
      return TargetResolver.resolve(text("url"), properties, SURROUNDINGS);
    }

    boolean viaProxy() {
      return object("expect").containsKey("via");
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
        endpoints.add(new Endpoint(name, port instanceof Integer number ? number : 1, own));
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
    if (driverDecides || TOLERATED_AS_UNRESOLVED.contains(vector.text("url"))) {
      assertThat(target.resolved()).isFalse();
    } else if (!vector.has("reject")) {
      assertThat(target.certain()).isEqualTo(!vector.viaProxy());
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
