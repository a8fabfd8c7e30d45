package io.github.jdbcguard.cli;

import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Clerk;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what statements would do, without a database. */
@Command(
    name = "classify",
    description = "Tells what SQL texts would do, one JSON object a line.",
    exitCodeList = {
      "0:every text was judged (one that is not understood is 'unknown')",
      "2:an unknown dialect, or a file that cannot be read"
    },
    footer = {
      "  echo 'DELETE FROM orders' | guard classify --dialect postgresql",
      "  guard classify --dialect mysql --separator ';' --tables migration.sql",
      "",
      "Next: 'guard explain URL SQL' tells what your policy says of it."
    })
final class ClassifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--dialect",
      required = true,
      paramLabel = "DIALECT",
      description = "postgresql, mysql, mariadb, h2, sqlite, sqlserver, oracle or standard.")
  private String dialect = "";

  @Option(
      names = "--separator",
      defaultValue = "\n",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      paramLabel = "TEXT",
      description = "What stands between two texts; a line end if not given.")
  private String separator = "\n";

  @Option(names = "--tables", description = "Also name the tables; slower.")
  private boolean tables;

  /** Here for {@code --json}, which is on in any case. */
  @Mixin private Output output = new Output();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "Files with SQL in UTF-8; standard input if none is given.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    Dialect known =
        Arrays.stream(Dialect.values())
            .filter(value -> value.id().equals(dialect))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "unknown dialect '%s'; known are %s"
                            .formatted(
                                dialect,
                                Arrays.stream(Dialect.values())
                                    .map(Dialect::id)
                                    .collect(Collectors.joining(", ")))));
    if (files.isEmpty()) {
      classify(known, new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    for (Path file : files) {
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        classify(known, reader);
      } catch (IOException e) {
        throw new ParameterException(
            spec.commandLine(), "'%s' is not readable as UTF-8 text: %s".formatted(file, e), e);
      }
    }
    return GuardCommand.FINE;
  }

  private void classify(Dialect known, Reader input) throws IOException {
    Classifier classifier = Classifier.of(known);
    Scanner texts = new Scanner(input).useDelimiter(Pattern.quote(separator));
    for (int index = 0; texts.hasNext(); index++) {
      String sql = texts.next();
      Judgement judgement = classifier.judge(sql);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("index", index);
      line.put("operations", ids(judgement.operations()));
      line.put("verdict_class", verdictClass(judgement.operations()));
      line.put("tables", tables ? Clerk.read(known, sql).tables() : List.of());
      line.put(
          "why",
          judgement.statements().stream()
              .map(JudgedStatement::why)
              .distinct()
              .collect(Collectors.joining("; ")));
      output.printJson(line);
    }
    IOException problem = texts.ioException();
    if (problem != null) {
      throw problem;
    }
  }

  private static List<String> ids(Set<Operation> operations) {
    return operations.stream().map(Operation::id).toList();
  }

  /**
   * The rough class: {@code unknown} before {@code write} before {@code control} before {@code
   * read}.
   */
  private static String verdictClass(Set<Operation> operations) {
    EnumSet<Operation.Group> groups = EnumSet.noneOf(Operation.Group.class);
    operations.forEach(operation -> groups.add(operation.group()));
    if (groups.contains(Operation.Group.UNKNOWN)) {
      return "unknown";
    }
    groups.remove(Operation.Group.READ);
    if (groups.isEmpty()) {
      return "read";
    }
    groups.removeAll(Set.of(Operation.Group.SESSION, Operation.Group.RETARGET));
    return groups.isEmpty() ? "control" : "write";
  }
}
