package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.SqlTexts.Form;
import io.github.jdbcguard.cli.SqlTexts.UnreadableTextException;
import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
      "  guard classify --dialect mysql --separator '\\n;;\\n' migration.sql",
      "",
      "Next: 'guard explain URL SQL' tells what your policy says of it."
    })
final class ClassifyCommand implements Callable<Integer> {
  /** What stands for bytes that are no UTF-8. */
  private static final char NO_UTF_8 = '\ufffd';

  @Spec private CommandSpec spec;

  @Option(
      names = "--dialect",
      required = true,
      paramLabel = "DIALECT",
      description = "postgresql, mysql, mariadb, h2, sqlite, sqlserver, oracle or standard.")
  private String dialect = "";

  @Option(
      names = "--separator",
      paramLabel = "TEXT",
      description = {
        "What stands between two texts; a line end if not given.",
        "\\n, \\t and \\0 stand for a line end (as Windows writes it, too), a tab and a NUL."
      })
  private @Nullable String separator;

  @Option(
      names = "--json-lines",
      description = {
        "Each line is a JSON string, or an object whose \"sql\" is one;",
        "known by itself if the first line looks so."
      })
  private boolean jsonLines;

  /** Here for {@code --json}, which is on in any case. */
  @Mixin private Output output = new Output();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files with SQL in UTF-8; standard input if none is given.")
  private List<String> names = List.of();

  /** Counts on over all files. */
  private int index;

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
    if (separator != null && (jsonLines || separator.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(),
          jsonLines
              ? "'--separator' and '--json-lines' exclude each other"
              : "'--separator' is empty; '\\0' stands for a NUL");
    }
    List<Path> files = names.stream().map(this::existing).toList();
    if (files.isEmpty()) {
      return classify(known, texts("standard input", reader(System.in)))
          ? GuardCommand.FINE
          : GuardCommand.UNUSABLE;
    }
    for (Path file : files) {
      try (Reader reader = reader(Files.newInputStream(file))) {
        if (!classify(known, texts(file.toString(), reader))) {
          return GuardCommand.UNUSABLE;
        }
      } catch (IOException e) {
        throw new ParameterException(
            spec.commandLine(), "'%s' is not readable: %s".formatted(file, e), e);
      }
    }
    return GuardCommand.FINE;
  }

  /** For a list of files, picocli tells nothing of what its converters say. */
  private Path existing(String name) {
    try {
      return new ExistingFile().convert(name);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What is no UTF-8 becomes a character that nobody writes: one bad byte must not end a stream.
   */
  private static Reader reader(InputStream bytes) {
    return new InputStreamReader(bytes, StandardCharsets.UTF_8);
  }

  private SqlTexts texts(String name, Reader reader) {
    Form form = jsonLines ? Form.JSON_LINES : separator == null ? Form.AS_IT_LOOKS : Form.TEXT;
    String between =
        separator == null
            ? SqlTexts.LINES
            : separator.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
    return new SqlTexts(name, reader, between, form);
  }

  /** Whether somebody reads on. */
  private boolean classify(Dialect known, SqlTexts texts) throws IOException {
    Classifier classifier = Classifier.of(known);
    try {
      boolean warned = false;
      for (Optional<String> sql = texts.next(); sql.isPresent(); sql = texts.next()) {
        if (!warned && sql.get().indexOf(NO_UTF_8) >= 0) {
          warn(
              "text %d holds bytes that are no UTF-8; they were judged as '\ufffd'"
                  .formatted(index));
          warned = true;
        }
        output.printJson(line(classifier, sql.get()));
        if (output.lost()) {
          return false;
        }
        index++;
      }
      return true;
    } catch (UnreadableTextException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void warn(String what) {
    spec.commandLine().getErr().println(spec.qualifiedName() + ": " + what);
    spec.commandLine().getErr().flush();
  }

  private Map<String, Object> line(Classifier classifier, String sql) {
    Judgement judgement = classifier.judge(sql);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("index", index);
    line.put("operations", ids(judgement.operations()));
    line.put("verdict_class", verdictClass(judgement.operations()));
    line.put("tables", classifier.tables(sql));
    line.put(
        "why",
        judgement.statements().stream()
            .map(JudgedStatement::why)
            .distinct()
            .collect(Collectors.joining("; ")));
    return line;
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
