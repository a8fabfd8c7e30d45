package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.cli.GuardProcess.Result;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs guard doctor against a real server. */
class DoctorCommandIT extends PostgresqlCommands {
  @Test
  void findsWhatOneMistakeCouldDo() throws Exception {
    server.execute(
        "app",
        "CREATE TABLE orders (id INTEGER)",
        "DROP ROLE IF EXISTS writer",
        "CREATE ROLE writer LOGIN",
        "GRANT INSERT ON orders TO writer");
    Files.writeString(
        folder.resolve("story.yaml"),
        """
        guard: 1
        environments:
          local:
            level: open
            match: [ { host: localhost, port: 1, database: app } ]
          production:
            level: protected
            match: [ { host: localhost, port: %d, database: app } ]
        """
            .formatted(server.port()));
    String[] arguments = {
      "-p", "guard.origin=workstation", "--url", "production=" + server.url("app", "writer")
    };
    Result text = run(concat(arguments, "story.yaml"));
    Result json = run(concat(arguments, "--json", "story.yaml"));

    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.out().lines())
        .contains(
            "  refused       localhost (127.0.0.1), port 1",
            "  could write   INSERT, UPDATE, DELETE or TRUNCATE on tables: 1, such as public.orders",
            "1. danger: story.yaml:6: user 'writer' could write to production from here: INSERT, UPDATE, DELETE or TRUNCATE on tables: 1, such as public.orders",
            "          BEGIN;",
            "          CREATE ROLE app_readonly NOLOGIN;",
            "          ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT SELECT ON TABLES TO app_readonly;",
            "          COMMIT;",
            "2. danger: story.yaml:5: a database is called 'app' in local and in production",
            "3. warning: story.yaml:6: no identity is pinned for the servers of production",
            "     fix  write under production: identity: { postgresql: [\"%s\"] }"
                .formatted(server.identity()))
        .anyMatch(line -> line.endsWith("database 'app' of production has no marker"));
    assertThat(json.out())
        .contains("\"topic\":\"writable\",\"severity\":\"danger\",\"environment\":\"production\"")
        .hasLineCount(1);
  }

  @Test
  void isContentWithWhatItAdvised() throws Exception {
    server.execute(
        "app",
        "CREATE TABLE orders (id INTEGER)",
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON orders TO reader");
    writePolicy("identity: { postgresql: [\"%s\"] }".formatted(server.identity()));
    process.guard(
        "",
        "mark",
        "--driver",
        PostgresqlServer.driver(),
        "--environment",
        "production",
        server.url("app", "postgres"));
    Result result =
        run("-p", "guard.origin=workstation", "--url", "production=" + server.url("app", "reader"));

    assertThat(result.out()).doesNotContain("danger:");
    assertThat(result.out()).contains("  could write   no\n", "  marker        production\n");
    assertThat(result.exit()).isEqualTo(0);
  }

  @Test
  void tellsAServerBehindATunnel() throws Exception {
    writePolicy("identity: { postgresql: [\"%s\"] }".formatted(server.identity()));
    server.execute("postgres", "DROP DATABASE IF EXISTS scratch", "CREATE DATABASE scratch");
    Result result = run("--url", "local=" + server.url("scratch", "postgres"));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "1. danger: guard.yaml:6: jdbc:postgresql://localhost:%d/scratch?… is said to be local, and is production\n"
                .formatted(server.port()));
  }

  @Test
  void findsThatTwoEnvironmentsAreOneDatabase() throws Exception {
    writePolicy("");
    Files.writeString(
        folder.resolve("guard.yaml"),
        Files.readString(folder.resolve("guard.yaml")).replace(", database: scratch", ""));
    try (Tunnel tunnel = Tunnel.to(server.port())) {
      String local = "jdbc:postgresql://localhost:%d/app?user=postgres".formatted(tunnel.port());
      Result result =
          run("--url", "local=" + local, "--url", "production=" + server.url("app", "postgres"));

      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.out())
          .contains("1. danger: guard.yaml:6: local and production are one server and database: ")
          .contains("write under production: identity: { postgresql: [\"" + server.identity())
          .doesNotContain("ALTER DATABASE");
    }
  }

  @Test
  void advisesMarkersWhereEnvironmentsShareAServer() throws Exception {
    server.execute("postgres", "DROP DATABASE IF EXISTS stage", "CREATE DATABASE stage");
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          staging: { level: guarded, match: [ { host: localhost, port: %1$d, database: stage } ] }
          production: { level: protected, match: [ { host: localhost, port: %1$d, database: app } ] }
        """
            .formatted(server.port()));
    Result result =
        run(
            "--url",
            "staging=" + server.url("stage", "postgres"),
            "--url",
            "production=" + server.url("app", "postgres"));

    assertThat(result.out())
        .contains("production and staging are on one server, postgresql " + server.identity())
        .contains("guard mark --environment production URL")
        .contains("do not pin the server: databases of staging are there as well")
        .doesNotContain("write under production: identity", "no identity is pinned")
        .containsOnlyOnce(" are on one server, ");
  }

  @Test
  void findsAProtectedDatabaseThatIsMarkedAsAMilderOne() throws Exception {
    String url = server.url("app", "postgres");
    markByHand("local", url);
    Result before = run("--url", "production=" + url);
    markByHand("production", url);
    Result after = run("--url", "production=" + url);

    assertThat(before.exit()).isEqualTo(1);
    assertThat(before.out())
        .contains(
            "danger: guard.yaml:6: database 'app' of production is marked as local\n",
            "     fix  guard mark --environment production --replace URL\n");
    assertThat(after.out()).contains("  marker        production\n").doesNotContain("is marked as");
  }

  /** As somebody who runs the SQL that is printed, whatever the guard knows. */
  private void markByHand(String environment, String url) throws Exception {
    Result printed =
        process.guard(
            "",
            "mark",
            "--driver",
            PostgresqlServer.driver(),
            "--environment",
            environment,
            "--print",
            url);
    server.execute(
        "app", printed.out().lines().filter(l -> !l.startsWith("--")).toArray(String[]::new));
  }

  @Test
  void offersSqlThatIsAppliedAsAWhole() throws Exception {
    server.execute(
        "app",
        "CREATE TABLE orders (id INTEGER)",
        "GRANT INSERT ON orders TO PUBLIC",
        "DROP ROLE IF EXISTS app_readonly");
    Result result = run("-p", "guard.origin=workstation", "--url", server.url("app", "postgres"));
    String sql =
        result
            .out()
            .lines()
            .map(String::strip)
            .dropWhile(line -> !line.equals("BEGIN;"))
            .takeWhile(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    server.execute("app", sql);

    assertThat(sql).startsWith("BEGIN;").endsWith("COMMIT;").doesNotContain("TEMPORARY");
    assertThat(
            server.query(
                "app",
                "SELECT has_table_privilege('app_readonly', 'orders', 'SELECT')"
                    + " AND NOT has_table_privilege('app_readonly', 'orders', 'INSERT')"))
        .isEqualTo("t");
    assertThat(result.out()).contains("grant it app_readonly, and take its other roles");
    server.execute("app", "DROP OWNED BY app_readonly", "DROP ROLE app_readonly");
  }

  @Test
  void tellsUseFromFailure() throws Exception {
    Result refused =
        process.guard(
            "", "pin", "--driver", PostgresqlServer.driver(), "jdbc:postgresql://localhost:1/x");
    Result option = run("-p", "nothing");
    Result driver = process.guard("", "doctor", "--url", server.url("app", "postgres"));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).doesNotContain("shows how it is used");
    assertThat(option.err()).doesNotContain("option option").contains("shows how it is used");
    assertThat(driver.out())
        .contains("fix  name the jar of a driver that takes this URL: --driver JAR");
  }

  @Test
  void saysWhatItCannotUse() throws Exception {
    Result unknown = run("--url", "prodction=" + server.url("app", "postgres"));
    Result secret = run("-p", "password=hunter2", "--url", "jdbc:postgresql://localhost:1/app");
    Files.delete(folder.resolve("guard.yaml"));
    Result nothing = run();

    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("no environment is called 'prodction'; did you mean 'production'?");
    assertThat(secret.out()).contains("jdbc:postgresql://localhost:1/app was not asked: ");
    assertThat(secret.out() + secret.err()).doesNotContain("hunter2");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err()).contains("no guard.yaml declares an environment here");
  }

  private static String[] concat(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private Result run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("doctor", "--driver", PostgresqlServer.driver()));
    all.addAll(List.of(arguments));
    return process.guard("", all.toArray(String[]::new));
  }
}
