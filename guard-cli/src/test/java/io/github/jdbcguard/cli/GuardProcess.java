package io.github.jdbcguard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs guard.jar as a user does: as a process of its own.
 *
 * @param folder where it runs
 * @param streams where its input and output are kept
 */
record GuardProcess(Path folder, Path streams) {
  static final Path JAR = Path.of("target", "guard.jar").toAbsolutePath();

  /** What came of a run. */
  record Result(int exit, String out, String err) {}

  Result guard(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return run(input, command);
  }

  Result run(String input, List<String> command) throws IOException, InterruptedException {
    Path in = Files.writeString(streams.resolve("in"), input);
    Path out = streams.resolve("out");
    Path err = streams.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GUARD_"));
    int exit = builder.start().waitFor();
    return new Result(
        exit,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
