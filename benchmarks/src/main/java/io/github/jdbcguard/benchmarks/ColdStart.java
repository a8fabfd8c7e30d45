package io.github.jdbcguard.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs {@link FirstSteps} in processes of their own, in turn, each with the jars that it needs:
 * {@code ColdStart RUNS FILE}. Needs bash, which knows what time a process took of the CPU.
 */
final class ColdStart {
  private static final List<Database> DATABASES = List.of(Database.STUB, Database.H2);
  private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\"";

  private ColdStart() {}

  /**
   * What is started.
   *
   * @param name of the wrapper, for the table
   * @param options of the JVM
   */
  record Subject(String name, Database database, Wrapper wrapper, List<String> options) {

    /** The command, with those entries of a class path that it needs. */
    List<String> command(List<String> classPath) {
      String needed =
          classPath.stream().filter(this::needs).collect(Collectors.joining(File.pathSeparator));
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", needed, FirstSteps.class.getName()));
      command.addAll(List.of(wrapper.name(), database.name()));
      return command;
    }

    private boolean needs(String entry) {
      return Stream.of(List.of("benchmarks"), wrapper.jars(), database.jars())
          .flatMap(List::stream)
          .anyMatch(jar -> entry.contains(File.separator + jar));
    }

    Subject with(String option) {
      return new Subject(
          name, database, wrapper, Stream.concat(options.stream(), Stream.of(option)).toList());
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = Integer.parseInt(arguments[0]);
    Path policy = SmallPolicy.file("open");
    List<Subject> subjects =
        DATABASES.stream().flatMap(database -> subjects(database, policy)).toList();
    List<String> lines = new ArrayList<>();
    for (Subject subject : subjects) {
      lines.add(line(subject, "classes " + loadedClasses(subject).size()));
    }
    for (int run = 0; run < runs; run++) {
      for (Subject subject : subjects) {
        lines.add(line(subject, measured(subject)));
      }
    }
    Files.write(Path.of(arguments[1]), lines);
  }

  /** Everybody, and the guard also with a policy to read. */
  static Stream<Subject> subjects(Database database, Path policy) {
    Stream<Subject> all =
        Stream.of(
                Wrapper.RAW,
                Wrapper.HIKARICP,
                Wrapper.P6SPY,
                Wrapper.DATASOURCE_PROXY,
                Wrapper.OPENTELEMETRY,
                Wrapper.AWS,
                Wrapper.DRUID,
                Wrapper.GUARD)
            .filter(wrapper -> wrapper.takes(database))
            .map(wrapper -> new Subject(wrapper.name(), database, wrapper, List.of()));
    Subject withPolicy =
        new Subject(
            Wrapper.GUARD_POLICY.name(),
            database,
            Wrapper.GUARD,
            List.of("-Dguard.policy=" + policy));
    return Stream.concat(all, Stream.of(withPolicy));
  }

  /** The entries of this process's own class path. */
  static List<String> classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path", ""))
        .toList();
  }

  private static String line(Subject subject, String found) {
    return subject.database() + " " + subject.name() + " " + found;
  }

  /** The steps in microseconds; then wall time, user and system time in seconds. */
  private static String measured(Subject subject) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    command.addAll(subject.command(classPath()));
    return run(command)
        .lines()
        .filter(line -> line.matches("[0-9. ]+"))
        .collect(Collectors.joining(" "));
  }

  /** The names of the classes that are loaded on the way. */
  static List<String> loadedClasses(Subject subject) throws IOException, InterruptedException {
    Path log = Files.createTempFile("classes", ".log");
    try {
      run(subject.with("-Xlog:class+load:file=" + log + "::filecount=0").command(classPath()));
      try (Stream<String> lines = Files.lines(log)) {
        return lines.map(ColdStart::className).toList();
      }
    } finally {
      Files.delete(log);
    }
  }

  /** Of a line such as {@code [0.1s][info][class,load] java.lang.Object source: jrt:/java.base}. */
  private static String className(String line) {
    int start = line.lastIndexOf(']') + 2;
    return line.substring(start, line.indexOf(' ', start));
  }

  /** What it printed, wherever to. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
