package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.cli.GuardProcess.Result;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the commands that ask a server what it is. */
class ServerCommandsIT extends PostgresqlCommands {
  @Test
  void printsWhatToPinAndWhere() throws Exception {
    Result pin = run("pin", server.url("app", "postgres"));
    Result json = run("pin", "--json", server.url("app", "postgres"));

    String identity = server.identity();
    assertThat(pin.exit()).isEqualTo(0);
    assertThat(pin.out())
        .startsWith("engine        postgresql\nidentity      %s\n".formatted(identity))
        .contains(
            "marker        none\nbelongs to    production: host \"localhost\"",
            "guard.yaml:6, under production:\n    identity: { postgresql: [\"%s\"] }\n"
                .formatted(identity))
        .endsWith("Then write it there: local\n");
    assertThat(json.out())
        .contains(
            "\"environments\":[\"production\"]",
            "\"pin\":[{\"environment\":\"production\",\"file\":\"guard.yaml\",\"line\":6,\"belongs\":true,\"pinned\":false,\"snippet\":\"identity: ")
        .hasLineCount(1);
  }

  @Test
  void keepsWhatIsPinnedAlready() throws Exception {
    writePolicy(
        "identity: { postgresql: [\"1\"], mysql: [\"a1b2c3d4-0000-0000-0000-000000000000\"] }");
    Result other = run("pin", server.url("app", "postgres"));
    writePolicy("identity: { postgresql: [\"%s\"] }".formatted(server.identity()));
    Result same = run("pin", server.url("app", "postgres"));

    assertThat(other.out())
        .contains("under production (in place of the line there: other servers are pinned):\n")
        .contains(
            "    identity: { postgresql: [\"1\", \"%s\"], mysql: [\"a1b2c3d4-0000-0000-0000-000000000000\"] }\n"
                .formatted(server.identity()));
    assertThat(same.out()).contains("guard.yaml:6: production pins it already\n");
  }

  @Test
  void saysWhatToDoWhereNoIdentityIsTold() throws Exception {
    server.execute("app", "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
    server.execute("app", "DROP ROLE IF EXISTS plain", "CREATE ROLE plain LOGIN");
    Result result = run("pin", server.url("app", "plain"));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "identity      not told\n",
            "nothing to pin: the server does not tell its identity to this user; let it run pg_control_system()");
  }

  @Test
  void marksADatabaseOnce() throws Exception {
    Result unknown = run("mark", "--environment", "prodction", server.url("app", "postgres"));
    Result first = run("mark", "--environment", "production", server.url("app", "postgres"));
    Result again = run("mark", "--environment", "production", server.url("app", "postgres"));
    Result explained = run("explain", "--connect", server.url("app", "postgres"));

    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith(
            "guard mark: no environment is called 'prodction'; did you mean 'production'?\n");
    assertThat(first.exit()).isEqualTo(0);
    assertThat(first.out())
        .startsWith(
            "marked as production: database app of postgresql %s\n".formatted(server.identity()))
        .contains("belongs to    production: marker \"production\" found (guard.yaml:6:3)\n")
        .contains(
            "next: where every database of production is marked, write 'marker: required' there (guard.yaml:6)");
    assertThat(again.exit()).isEqualTo(0);
    assertThat(again.out()).startsWith("marked as production already, and nothing was written");
    assertThat(explained.out())
        .contains("environment   production (level protected)\n", "marker \"production\" found");
  }

  @Test
  void leavesAnotherMarkerAlone() throws Exception {
    run("mark", "--environment", "production", server.url("app", "postgres"));
    Result other = run("mark", "--environment", "local", server.url("app", "postgres"));
    Result replaced =
        run("mark", "--environment", "local", "--replace", server.url("app", "postgres"));

    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.out())
        .startsWith("marked as production, and left so: database app of postgresql ")
        .contains("--replace marks it all the same; that is a change of production");
    assertThat(replaced.exit()).isEqualTo(1);
    assertThat(replaced.out())
        .startsWith("refused on production (postgresql localhost:")
        .contains("GUARD_CONFIRM=")
        .endsWith("The marker stays production.\n");
    assertThat(marker()).startsWith("production ");
  }

  @Test
  void printsTheSqlForTheOwner() throws Exception {
    server.execute("app", "DROP ROLE IF EXISTS plain", "CREATE ROLE plain LOGIN");
    Result printed =
        run("mark", "--print", "--environment", "production", server.url("app", "plain"));
    Result refused = run("mark", "--environment", "production", server.url("app", "plain"));

    List<String> sql = printed.out().lines().filter(line -> line.endsWith(";")).toList();
    assertThat(printed.exit()).isEqualTo(0);
    assertThat(sql).hasSize(3);
    assertThat(sql.get(2)).startsWith("COMMENT ON TABLE guard.marker IS 'production ");
    assertThat(marker()).isEmpty();
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "guard mark: not marked: ERROR: permission denied for database app.",
            "--print prints the SQL");
    server.execute("app", sql.toArray(String[]::new));
    assertThat(run("pin", server.url("app", "postgres")).out())
        .contains("marker        production\n");
  }

  @Test
  void connectsByNothingThatChangesSomething() throws Exception {
    Path h2 =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String missing = "jdbc:h2:" + folder.resolve("missing");
    Result created = process.guard("", "pin", "--driver", h2.toString(), missing);
    Result initial = run("pin", server.url("app", "postgres") + "&options=-cfoo.bar%3D1");
    Result nobody = run("pin", "jdbc:postgresql://localhost:1/app");

    assertThat(List.of(created, initial, nobody)).extracting(Result::exit).containsOnly(2);
    assertThat(created.err()).contains("connecting would create it");
    assertThat(folder.resolve("missing.mv.db")).doesNotExist();
    assertThat(initial.err())
        .startsWith("guard pin: the driver would run SQL while it connects, because of the URL");
    assertThat(nobody.err()).contains("refused");
  }

  private String marker() throws SQLException {
    return server.query(
        "app",
        "SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE oid = to_regclass('guard.marker')");
  }

  private Result run(String command, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(command, "--driver", PostgresqlServer.driver()));
    all.addAll(List.of(arguments));
    return process.guard("", all.toArray(String[]::new));
  }
}
