package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.cli.GuardProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the commands that are about policy files. */
class PolicyCommandsIT {
  private static final String PRODUCTION =
      """
      guard: 1
      environments:
        production:
          level: protected
          match: [ { host: db.example.com, database: shop } ]
      """;

  @TempDir Path folder;
  @TempDir Path streams;

  private GuardProcess process;

  @BeforeEach
  void writePolicy() throws IOException {
    process = new GuardProcess(folder, streams);
    Files.writeString(folder.resolve("guard.yaml"), PRODUCTION);
  }

  @Test
  void checksPolicies() throws Exception {
    Files.writeString(folder.resolve("broken.yaml"), "guard: 1\nenviroments: {}\n");
    Files.writeString(folder.resolve("doubtful.yaml"), PRODUCTION.replace("shop", "\"shop.*\""));

    Result result = process.guard("", "check", "guard.yaml", "broken.yaml");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out().lines())
        .containsExactly(
            "guard.yaml: fine; environments: production",
            "broken.yaml:2:1: unknown key 'enviroments'; did you mean 'environments'?");
    assertThat(process.guard("", "check", "doubtful.yaml"))
        .isEqualTo(
            new Result(
                0,
                """
                doubtful.yaml:5:14: warning: 'shop.*' looks like a regular expression, and is compared as it stands; write "regex:shop.*" if it is one
                doubtful.yaml: fine; environments: production
                """,
                ""));
    assertThat(process.guard("", "check", "--strict", "doubtful.yaml"))
        .returns(1, Result::exit)
        .satisfies(strict -> assertThat(strict.out()).contains("doubtful.yaml: not fine;"));
    assertThat(process.guard("", "check", "--json", "guard.yaml"))
        .isEqualTo(
            new Result(
                0,
                "{\"file\":\"guard.yaml\",\"valid\":true,\"environments\":[\"production\"],\"tests\":0,\"findings\":[]}\n",
                ""));
    assertThat(process.guard("", "check", "--json", "broken.yaml").out())
        .startsWith(
            "{\"file\":\"broken.yaml\",\"valid\":false,\"faults\":[{\"severity\":\"fault\",\"file\":\"broken.yaml\",\"line\":2,\"column\":1,\"message\":");
  }

  @Test
  void checksWhatAnotherFileMakesVoid() throws Exception {
    Files.writeString(folder.resolve("org.yaml"), PRODUCTION.replace("protected", "sealed"));

    Result result = process.guard("", "check", "--organisation", "org.yaml", "guard.yaml");

    assertThat(result.exit()).isEqualTo(0);
    assertThat(result.out())
        .contains(
            "guard.yaml:4:12: warning: ignored: 'level protected: write' of production says confirm here, and 'level sealed: write' of production says deny at org.yaml:4:12, for the same targets\n");
  }

  /** Every broken file says in its first lines what is wrong with it. */
  @Test
  void tellsEveryFaultOfBrokenFiles() throws Exception {
    List<Path> files;
    try (Stream<Path> found =
        Files.list(Path.of("src/test/resources/io/github/jdbcguard/cli/broken"))) {
      files = found.sorted().toList();
    }
    for (Path file : files) {
      Files.copy(file, folder.resolve(file.getFileName().toString()));
    }
    String[] arguments =
        Stream.concat(Stream.of("check"), files.stream().map(f -> f.getFileName().toString()))
            .toArray(String[]::new);

    Result result = process.guard("", arguments);

    assertThat(files).hasSizeGreaterThanOrEqualTo(40);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out().lines()).containsExactlyElementsOf(expectations(files));
  }

  private static List<String> expectations(List<Path> files) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Path file : files) {
      Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("# expect: "))
          .map(line -> file.getFileName() + ":" + line.substring("# expect: ".length()))
          .forEach(expected::add);
    }
    return expected;
  }

  @ParameterizedTest
  @CsvSource({"solo, 6", "team, 11", "company, 11"})
  void holdsStartersToTheirTests(String kind, int tests) throws Exception {
    Files.delete(folder.resolve("guard.yaml"));
    assertThat(process.guard("", "init", "--kind", kind).exit()).isEqualTo(0);

    Result checked = process.guard("", "check", "--strict", "guard.yaml");
    Result tested = process.guard("", "test", "guard.yaml");

    assertThat(checked.exit()).as(checked.out()).isEqualTo(0);
    assertThat(tested)
        .isEqualTo(new Result(0, "guard.yaml: all %d tests pass\n".formatted(tests), ""));
    if (kind.equals("company")) {
      assertThat(process.guard("", "test", "organisation.yaml"))
          .isEqualTo(new Result(0, "organisation.yaml: all 6 tests pass\n", ""));
      assertThat(
              process.guard("", "test", "--organisation", "organisation.yaml", "guard.yaml").exit())
          .isEqualTo(0);
      assertThat(process.guard("", "check", "--strict", "organisation.yaml").exit()).isEqualTo(0);
    }
  }

  @Test
  void showsWhatATestExpectedAndWhatIs() throws Exception {
    Files.writeString(
        folder.resolve("guard.yaml"),
        PRODUCTION
            + """
            tests:
              - name: laptops drop
                url: jdbc:postgresql://db.example.com/shop
                sql: DROP TABLE orders
                expect: { environment: production, verdict: allow, rule: "rules: drop" }
              - name: laptops read
                url: jdbc:postgresql://db.example.com/shop
                sql: SELECT 1
                expect: { verdict: allow }
            """);

    Result result = process.guard("", "test", "guard.yaml");
    Result json = process.guard("", "test", "--json", "guard.yaml");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(
            """
            guard.yaml:7:5: fails: laptops drop
                jdbc:postgresql://db.example.com/shop  DROP TABLE orders
                  environment  production
                - verdict      allow
                + verdict      deny
                - rule         rules: drop
                + rule         level protected: destroy, which nobody can approve
            """)
        .endsWith("guard.yaml: 1 of 2 tests fail\n");
    assertThat(json.out().lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"test\":\"laptops drop\",\"place\":\"guard.yaml:7:5\",\"passed\":false,");
  }

  /** Each of them was taken for a denial, and the password was printed. */
  @Test
  void failsATestThatCannotBeJudged() throws Exception {
    Files.writeString(
        folder.resolve("guard.yaml"),
        PRODUCTION
            + """
            tests:
              - name: no prefix
                url: postgresql://app:secret@db.example.com/shop
                expect: { verdict: deny }
              - name: misspelt
                url: jdbc:postgresql://db.example.com/shop?password=secret
                properties: { guard.expct: production }
                expect: { verdict: deny }
              - name: doubled
                url: jdbc:guard:jdbc:guard:postgresql://db.example.com/shop
                expect: { verdict: deny }
            """);

    Result result = process.guard("", "test", "guard.yaml");

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                """
                guard.yaml:7:5: fails: no prefix
                    postgresql://…@db.example.com/shop
                    cannot be judged: 'postgresql:…' is not a JDBC URL
                guard.yaml:10:5: fails: misspelt
                    jdbc:postgresql://db.example.com/shop?…
                    cannot be judged: refused to connect: unknown connection property 'guard.expct'; did you mean 'guard.expect'? Nothing was opened.
                guard.yaml:14:5: fails: doubled
                    jdbc:guard:jdbc:guard:postgresql://db.example.com/shop
                    cannot be judged: 'guard:' stands inside the URL; it belongs at its start, once: write jdbc:guard:postgresql:…
                guard.yaml: 3 of 3 tests fail
                """,
                ""));
    assertThat(process.guard("", "test", "--json", "guard.yaml").out())
        .contains("\"problem\":\"cannot be judged: ")
        .doesNotContain("secret");
  }

  @Test
  void comparesTermsAndTellsWhatItDoesNotCompare() throws Exception {
    String regex = PRODUCTION.replace("db.example.com", "\"regex:db.*\"");
    Files.writeString(folder.resolve("old.yaml"), regex + "    expect: required\n");
    Files.writeString(
        folder.resolve("new.yaml"), regex + "    confirm: { phrase: yes please, valid_for: 5m }\n");

    Result result = process.guard("", "diff", "old.yaml", "new.yaml");

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                """
                WEAKER    production: expect: required → optional
                WEAKER    production: confirm.phrase: production → yes please (whether that is weaker cannot be told)
                stricter  production: confirm.valid_for: 10m → 5m
                note      1 match entry was compared by the text alone, because of a regular expression or of very many values
                """,
                ""));
    assertThat(process.guard("", "diff", "--json", "old.yaml", "new.yaml").out().lines())
        .contains(
            "{\"weaker\":true,\"environment\":\"production\",\"term\":\"expect\",\"before\":\"required\",\"after\":\"optional\",\"direction\":\"weaker\"}",
            "{\"not_compared\":1}");
  }

  @Test
  void saysWhatIsNoTest() throws Exception {
    assertThat(process.guard("", "test", "guard.yaml"))
        .isEqualTo(new Result(1, "guard.yaml: no tests; add some under 'tests:'\n", ""));
    Files.writeString(folder.resolve("broken.yaml"), "guard: 1\nenviroments: {}\n");
    assertThat(process.guard("", "test", "broken.yaml"))
        .returns(2, Result::exit)
        .satisfies(
            broken ->
                assertThat(broken.err())
                    .contains("unknown key 'enviroments'; did you mean 'environments'?"));
  }

  @Test
  void comparesPolicies() throws Exception {
    Files.writeString(
        folder.resolve("new.yaml"), PRODUCTION + "    rules: { write: allow, ddl: deny }\n");

    Result result = process.guard("", "diff", "guard.yaml", "new.yaml");

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                """
                WEAKER    production (postgresql db.example.com:5432/shop): insert, update, delete, merge, bulk: confirm → allow
                            from     everywhere
                            was      level protected: write (guard.yaml:4:12)
                            is       rules: write (new.yaml:6:14)
                stricter  production (postgresql db.example.com:5432/shop): create, alter: confirm → deny
                            from     everywhere
                            was      level protected: ddl (guard.yaml:4:12)
                            is       rules: ddl (new.yaml:6:28)
                """,
                ""));
    assertThat(process.guard("", "diff", "guard.yaml", "guard.yaml"))
        .isEqualTo(new Result(0, "nothing changes\n", ""));
    assertThat(process.guard("", "diff", "--json", "guard.yaml", "new.yaml").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"weaker\":true,\"target\":\"postgresql db.example.com:5432/shop\",");
  }

  @Test
  void printsTheSchemaThatIsPublished() throws Exception {
    assertThat(process.guard("", "schema"))
        .isEqualTo(new Result(0, Files.readString(Path.of("../docs/guard.schema.json")), ""));
  }
}
