package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.cli.GuardProcess.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs guard.jar as a user does: as a process of its own. */
class GuardCommandIT {
  /** In the order in which people need them. */
  private static final List<String> COMMANDS =
      List.of(
          "init check explain test diff request approve break-glass pin mark doctor audit schema classify completion help"
              .split(" "));

  @TempDir Path folder;
  @TempDir Path streams;

  private GuardProcess process;

  @BeforeEach
  void writePolicy() throws IOException {
    process = new GuardProcess(folder, streams);
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: protected
            match: [ { host: db.example.com, database: shop } ]
        """);
  }

  @Test
  void explainsWithoutConnecting() throws Exception {
    Result refused =
        guard(
            "",
            "explain",
            "--json",
            "jdbc:guard:postgresql://db.example.com/shop?user=u",
            "DELETE FROM orders");
    Result read = guard("", "explain", "jdbc:postgresql://db.example.com/shop?user=u", "SELECT 1");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .contains("\"engine\":\"postgresql\"")
        .contains("{\"host\":\"db.example.com\",\"port\":5432,\"database\":\"shop\"}")
        .contains("\"environment\":\"production\"")
        .contains("guard.yaml:5:14")
        .contains("\"verdict\":\"deny\"");
    assertThat(read.exit()).isEqualTo(0);
    assertThat(read.out())
        .containsPattern("environment +production")
        .containsPattern("verdict +allow");
  }

  @Test
  void connectsOnlyWhereItIsTold() throws Exception {
    Path jar =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String url = "jdbc:h2:" + folder.resolve("made");

    Result told = guard("", "explain", url, "SELECT 1");
    Result connected =
        guard("", "explain", "--connect", "--driver", jar.toString(), url, "SELECT 1");
    Result withoutDriver = guard("", "explain", "--connect", url, "SELECT 1");

    assertThat(told.exit()).isEqualTo(0);
    String server =
        "server        h2: identity %s, database MADE%n".formatted(folder.resolve("made"));
    String readOnly = "read-only     the server holds nothing read-only here%n".formatted();
    assertThat(connected.out()).contains(server, readOnly);
    assertThat(connected.out().replace(server, "").replace(readOnly, "")).isEqualTo(told.out());
    assertThat(folder.resolve("made.mv.db")).exists();
    assertThat(withoutDriver.exit()).isEqualTo(2);
    assertThat(withoutDriver.err())
        .startsWith("guard explain: no driver takes 'jdbc:h2:…'")
        .contains("; name the jar of the driver: --driver JAR\n");
  }

  @Test
  void explainsByEvidenceAndRule() throws Exception {
    Result result =
        guard(
            "",
            "explain",
            "--json",
            "jdbc:guard:postgresql://db.example.com/shop",
            "DELETE FROM orders");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "\"evidence_place\":{\"file\":\"guard.yaml\",\"line\":5,\"column\":14}",
            "\"guard.yaml\":\"the nearest of the team\"",
            "\"origin_evidence\":[{\"origin\":\"",
            "\"decision\":{\"verdict\":\"deny\",\"environment\":\"production\",\"operations\":[\"delete-all\"]",
            "\"rule\":\"level protected: destroy, which nobody can approve\"",
            "\"rule_place\":{\"file\":\"guard.yaml\",\"line\":4,\"column\":12}",
            "\"next\":\"wrong target? correct the URL: this one is production.\\nmeant it?")
        .hasLineCount(1);
  }

  @Test
  void classifiesLineByLine() throws Exception {
    Result result =
        guard("select 1\nupdate t set a = 1 where b = 2\n", "classify", "--dialect", "postgresql");

    assertThat(result.exit()).isEqualTo(0);
    assertThat(result.out().lines().map(line -> line.replaceAll(",\"tables.*", "")))
        .containsExactly(
            "{\"index\":0,\"operations\":[\"read\"],\"verdict_class\":\"read\"",
            "{\"index\":1,\"operations\":[\"update\"],\"verdict_class\":\"write\"");
  }

  @Test
  void classifiesJsonLinesAndTextsBetweenSeparators() throws Exception {
    String json = "\"select 1\"\n\n{\"id\":{\"a\":[1]},\"sql\":\"drop\\ntable a\"}\n";

    assertThat(tables(guard(json, "classify", "--dialect", "postgresql")))
        .containsExactly("[]", "[\"a\"]");
    assertThat(
            tables(
                guard(
                    "select\n1 from b;\0drop table c\0 \n",
                    "classify",
                    "--dialect",
                    "mysql",
                    "--separator",
                    "\\0")))
        .containsExactly("[\"b\"]", "[\"c\"]");
  }

  private static List<String> tables(Result result) {
    assertThat(result.exit()).as(result.err()).isEqualTo(0);
    return result
        .out()
        .lines()
        .map(line -> line.replaceAll(".*\"tables\":(\\[[^]]*]).*", "$1"))
        .toList();
  }

  @Test
  void saysWhichLineHoldsNoText() throws Exception {
    Result broken = guard("\"select 1\"\n{\"sql\":1}\n", "classify", "--dialect", "h2");
    Result half = guard("\"select 1", "classify", "--dialect", "h2", "--json-lines");

    assertThat(broken.exit()).isEqualTo(2);
    assertThat(broken.out()).startsWith("{\"index\":0,");
    assertThat(broken.err())
        .startsWith(
            "guard classify: standard input:2:9: neither a string nor an object whose 'sql' is one");
    assertThat(half.err()).startsWith("guard classify: standard input:1:10: no JSON: ");
  }

  @Test
  void saysWhichFileIsNotThere() throws Exception {
    Result result = guard("", "classify", "--dialect", "h2", "nowhere.sql");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("guard classify: there is no file 'nowhere.sql'\n");
  }

  @Test
  void warnsOfWhatIsNoUtf8() throws Exception {
    Path file = folder.resolve("latin.sql");
    Files.write(file, "select 1\nselect 'ä'\n".getBytes(StandardCharsets.ISO_8859_1));

    Result result = guard("", "classify", "--dialect", "h2", file.toString());

    assertThat(result.exit()).isEqualTo(0);
    assertThat(result.out()).hasLineCount(2);
    assertThat(result.err()).startsWith("guard classify: text 1 holds bytes that are no UTF-8");
  }

  @Test
  void endsWhereNobodyReads() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that takes nothing");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String line =
        "yes 'select 1' | '%s' -jar '%s' classify --dialect h2 > %s"
            .formatted(java, GuardProcess.JAR, full);

    Result result = process.run("", List.of("sh", "-c", line));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("guard: not all of the output could be written\n");
  }

  @Test
  void saysWhatIsUnusable() throws Exception {
    Result dialect = guard("", "classify", "--dialect", "cobol");
    Result nothing = guard("");

    assertThat(dialect.exit()).isEqualTo(2);
    assertThat(dialect.err()).contains("unknown dialect 'cobol'; known are postgresql, mysql");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err().lines().filter(line -> line.matches("  [a-z-]+  +[A-Z].*")))
        .extracting(line -> line.strip().replaceFirst(" .*", ""))
        .containsExactlyElementsOf(COMMANDS);
  }

  @Test
  void saysInOneLineWhatIsWrongAndWhereToReadOn() throws Exception {
    assertThat(guard("", "chekc").err())
        .startsWith("guard: there is no command 'chekc'\nDid you mean: guard check");
    assertThat(guard("", "check", "no.yaml"))
        .isEqualTo(
            new Result(
                2,
                "",
                """
                guard check: there is no file 'no.yaml'
                'guard check --help' shows how it is used
                """));
    assertThat(guard("", "check", ".").err()).contains("'.' is a directory; name the file in it");
    Files.createSymbolicLink(folder.resolve("loop.yaml"), folder.resolve("loop.yaml"));
    assertThat(guard("", "check", "loop.yaml").err())
        .contains("'loop.yaml' is a symbolic link that leads nowhere, or back to itself");
    assertThat(guard("", "explain", "postgresql://db/shop"))
        .extracting(Result::exit, result -> result.err().lines().findFirst().orElse(""))
        .containsExactly(2, "guard explain: 'postgresql:…' is not a JDBC URL");
  }

  @Test
  void everyCommandTeaches() throws Exception {
    for (String command : COMMANDS) {
      Result help = guard("", command, "--help");

      assertThat(help.exit()).as(command).isEqualTo(0);
      assertThat(help.out())
          .as(command)
          .startsWith("Usage: guard " + command + " ")
          .containsPattern("(?s)\n\n[A-Z][^.]*(\\.[a-z][^.]*)*\\.\n\n(Parameters|Options):\n")
          .containsPattern("\nExit codes:\n  0 +[a-z]")
          .containsPattern("\nExamples:\n  .*guard " + command)
          .contains("\nNext: ")
          .doesNotContainPattern("(?m)^ +(-.{1,30}|\\[?[A-Z]+]?\\.*)$(?!\n {10})");
      assertThat(guard("", "help", command)).as(command).isEqualTo(help);
    }
  }

  @Test
  void completesInBash() throws Exception {
    Result script = guard("", "completion");
    Path file = Files.writeString(folder.resolve("completion.bash"), script.out());
    Result valid = process.run("", List.of("bash", "-n", file.toString()));
    Result completed =
        process.run(
            "",
            List.of(
                "bash",
                "-c",
                "source completion.bash; compopt() { :; }; alias guard='java -jar guard.jar';"
                    + " complete -p guard; COMP_WORDS=(guard init --kind t); COMP_CWORD=3;"
                    + " _complete_guard; echo \"${COMPREPLY[@]}\""));

    assertThat(script.exit()).isEqualTo(0);
    assertThat(valid).isEqualTo(new Result(0, "", ""));
    assertThat(completed.out()).isEqualTo("complete -o default -F _complete_guard guard\nteam\n");
  }

  @Test
  void startsAPolicyAndSaysWhatIsNext() throws Exception {
    Files.delete(folder.resolve("guard.yaml"));

    Result result = guard("", "init", "--kind", "solo", "--production", "jdbc:mysql://DB/shop");

    assertThat(result)
        .isEqualTo(
            new Result(
                0,
                """
                written guard.yaml
                written .guard/guard.schema.json
                next:
                  guard check guard.yaml
                  guard explain 'jdbc:mysql://db/shop' 'DELETE FROM orders'
                  guard test guard.yaml
                """,
                ""));
    assertThat(folder.resolve("guard.yaml"))
        .content()
        .contains("\n      - { host: \"db\", database: \"shop\" }\n");
  }

  @Test
  void startsACompanyInAnotherDirectory() throws Exception {
    Path other = Files.createDirectory(folder.resolve("it's"));

    Result result = guard("", "init", "--kind", "company", "--directory", "it's", "--json");

    assertThat(result.out())
        .startsWith(
            "{\"written\":[\"it's/guard.yaml\",\"it's/organisation.yaml\",\"it's/.guard/guard.schema.json\"]")
        .contains("\"cd 'it'\\\\''s'\",\"edit guard.yaml:")
        .hasLineCount(1);
    assertThat(names(other)).containsExactly(".guard", "guard.yaml", "organisation.yaml");
  }

  @Test
  void overwritesNothingAndLeavesNothingHalfWritten() throws Exception {
    Files.createDirectory(folder.resolve("half"));
    Files.writeString(folder.resolve("half/organisation.yaml"), "mine");
    Path rival = Files.createDirectories(folder.resolve("rival/.guard")).resolve("guard.yaml");
    Files.writeString(rival, "mine");
    String before = Files.readString(folder.resolve("guard.yaml"));

    Result occupied = guard("", "init", "--production", "db");
    Result half = guard("", "init", "--kind", "company", "--directory", "half");
    Result shadowing = guard("", "init", "--kind", "team", "--directory", "rival");
    Result nowhere = guard("", "init", "--production", "db", "--directory", "nowhere");

    assertThat(List.of(occupied, half, shadowing, nowhere))
        .extracting(Result::exit)
        .containsOnly(2);
    assertThat(occupied.err())
        .startsWith(
            "guard init: 'guard.yaml' is there already, and is not overwritten; nothing written."
                + " Edit it, move it away, or name another place by --directory\n");
    assertThat(half.err()).contains("'half/organisation.yaml' is there already");
    assertThat(shadowing.err()).contains("'rival/.guard/guard.yaml' is there already");
    assertThat(nowhere.err()).contains("there is no directory 'nowhere'; create it first");
    assertThat(folder.resolve("guard.yaml")).hasContent(before);
    assertThat(names(folder.resolve("half"))).containsExactly("organisation.yaml");
    assertThat(names(folder.resolve("rival"))).containsExactly(".guard");
  }

  @Test
  void refusesAnswersThatMakeNoSense() throws Exception {
    Files.delete(folder.resolve("guard.yaml"));

    assertThat(guard("team\ndb\n\n", "init").err())
        .startsWith("guard init: nobody can be asked here; say at least --production");
    assertThat(guard("", "init", "--kind", "duo").err())
        .startsWith("guard init: --kind: 'duo' is not known; there are solo, team and company\n");
    assertThat(guard("", "init", "--production", "a b").err())
        .startsWith("guard init: --production: 'a b' is no host; write HOST or HOST/DATABASE");
    assertThat(guard("", "init", "--kind", "solo", "--staging", "s").err())
        .startsWith("guard init: the starter 'solo' has no staging; use --kind team\n");
    assertThat(guard("", "init", "--production", "db", "--staging", "db/test").err())
        .contains("would be production as well, and the strictest counts");
    assertThat(folder.resolve("guard.yaml")).doesNotExist();
  }

  @Test
  void printsNoColoursToFiles() throws Exception {
    for (String[] arguments :
        List.of(
            new String[] {"--help"},
            new String[] {"check", "guard.yaml"},
            new String[] {"explain", "jdbc:postgresql://db.example.com/shop", "DROP TABLE a"})) {
      Result result = guard("", arguments);

      assertThat(result.out()).isNotEmpty();
      assertThat(result.out() + result.err()).doesNotContain("\u001b");
    }
  }

  private Result guard(String input, String... arguments) throws Exception {
    return process.guard(input, arguments);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
