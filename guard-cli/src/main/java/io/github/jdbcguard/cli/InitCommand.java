package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.SystemTerminal;
import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.policy.file.PolicySchema;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a policy to start with. */
@Command(
    name = "init",
    description =
        "Writes a guard.yaml to start with, commented line by line, and overwrites nothing.",
    exitCodeList = {
      "0:the files were written",
      "2:nothing was written: a value makes no sense, or a file is there already"
    },
    footer = {
      "  guard init                            # asks, at a terminal",
      "  guard init --kind solo --production jdbc:postgresql://db.example.com:5432/shop",
      "  guard init --kind team --production db.example.com/shop --staging '*.staging.example.com'",
      "",
      "Next: read the file, then 'guard check guard.yaml'. Commit it with your sources."
    })
final class InitCommand implements Callable<Integer> {
  /** Where the first line of each starter looks for the schema, seen from the policy. */
  static final String SCHEMA_FILE = ".guard/guard.schema.json";

  private static final List<String> ANSWERS = List.of("--kind", "--production", "--staging");

  /** Where a policy would be found as well, or would be expected and not found. */
  private static final List<String> RIVALS = List.of(".guard/guard.yaml", "guard.yml");

  @Spec private CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "team",
      description =
          "solo: your machine and production; team: staging as well, and who may do what from where;"
              + " company: also a file for all teams (${DEFAULT-VALUE} if not given).")
  private Starter kind = Starter.TEAM;

  @Option(
      names = "--production",
      paramLabel = "HOST[/DATABASE]",
      description = {
        "A production database, or a JDBC URL of it; can be given several times.",
        "Without a database, everything on that host."
      })
  private List<String> production = List.of();

  @Option(
      names = "--staging",
      paramLabel = "HOST[/DATABASE]",
      description = "The same for staging. '*' and '?' stand for any characters and for one.")
  private List<String> staging = List.of();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".",
      showDefaultValue = Visibility.NEVER,
      description = "Where to write: the root of your repository; here if not given.")
  private Path directory = Path.of(".");

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    requireDirectory();
    InitAnswers answers = answers();
    answers.contradiction().ifPresent(problem -> refuse(problem));
    NewFiles files = files(answers);
    write(files);
    tell(files, answers);
    return GuardCommand.FINE;
  }

  private void requireDirectory() {
    if (!Files.isDirectory(directory)) {
      refuse("there is no directory '%s'; create it first".formatted(directory));
    }
    refuseOccupied(
        Stream.concat(Stream.of("guard.yaml"), RIVALS.stream())
            .map(directory::resolve)
            .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
            .toList());
  }

  private InitAnswers answers() {
    if (ANSWERS.stream().anyMatch(spec.commandLine().getParseResult()::hasMatchedOption)) {
      return new InitAnswers(
          kind, addresses("--production", production), addresses("--staging", staging));
    }
    Terminal terminal = new SystemTerminal();
    if (output.json() || !terminal.present()) {
      refuse(
          "nobody can be asked here; say at least --production HOST/DATABASE,"
              + " and --kind and --staging where they fit");
    }
    return InitAnswers.ask(terminal)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "no usable answer; nothing written"));
  }

  private List<DatabaseAddress> addresses(String option, List<String> texts) {
    try {
      return texts.stream().flatMap(text -> DatabaseAddress.parse(text).stream()).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  private NewFiles files(InitAnswers answers) {
    Map<String, String> texts =
        new LinkedHashMap<>(answers.starter().files(answers.production(), answers.staging()));
    String schema = PolicySchema.text();
    if (!isThere(schema)) {
      texts.put(SCHEMA_FILE, schema);
    }
    return new NewFiles(directory, texts);
  }

  /** Whether an earlier start left the very same schema. */
  private boolean isThere(String schema) {
    try {
      return Files.readString(directory.resolve(SCHEMA_FILE)).equals(schema);
    } catch (IOException notReadable) {
      return false;
    }
  }

  private void write(NewFiles files) {
    refuseOccupied(files.occupied().stream().toList());
    try {
      files.write();
    } catch (FileAlreadyExistsException e) {
      refuseOccupied(List.of(Path.of(e.getFile())));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "nothing written, because it failed: " + e, e);
    }
  }

  private void refuseOccupied(List<Path> files) {
    for (Path file : files) {
      refuse(
          ("'%s' is there already, and is not overwritten; nothing written."
                  + " Edit it, move it away, or name another place by --directory")
              .formatted(file.normalize()));
    }
  }

  private void refuse(String problem) {
    throw new ParameterException(spec.commandLine(), problem);
  }

  private void tell(NewFiles files, InitAnswers answers) {
    List<String> written =
        files.texts().keySet().stream()
            .map(name -> directory.resolve(name).normalize().toString())
            .toList();
    List<String> next = next(files, answers);
    List<String> lines = new ArrayList<>();
    written.forEach(file -> lines.add(output.painted(Tone.GOOD, "written") + " " + file));
    lines.add("next:");
    next.forEach(step -> lines.add("  " + step));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("written", written);
    fields.put("next", next);
    output.print(fields, lines);
  }

  private List<String> next(NewFiles files, InitAnswers answers) {
    List<String> steps = new ArrayList<>();
    if (!directory.normalize().toString().isEmpty()) {
      steps.add("cd '%s'".formatted(directory.toString().replace("'", "'\\''")));
    }
    files.texts().forEach((name, text) -> examples(name, text).forEach(steps::add));
    String url =
        answers.production().isEmpty()
            ? "postgresql://db.example.com/shop"
            : answers.production().get(0).url();
    steps.add("guard check guard.yaml");
    steps.add("guard explain 'jdbc:%s' 'DELETE FROM orders'".formatted(url));
    steps.add("guard test guard.yaml");
    if (files.texts().containsKey("organisation.yaml")) {
      steps.add(
          "sudo install -D -m 644 organisation.yaml /etc/guard/guard.yaml    # every machine");
    }
    return steps;
  }

  /** The lines that still speak of {@code example.com}. */
  private static List<String> examples(String name, String text) {
    List<String> lines = text.lines().toList();
    return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
        .filter(i -> lines.get(i).contains("# example: "))
        .map(i -> "edit %s:%d, which holds an example".formatted(name, i + 1))
        .toList();
  }
}
