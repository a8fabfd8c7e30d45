package io.github.jdbcguard.store;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another process, which is told by lines what to do, and answers each by a line. */
final class StoreProcess implements Closeable {
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  private StoreProcess(Process process) {
    this.process = process;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static StoreProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(Arrays.asList(arguments));
    return new StoreProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  void tell(String line) throws IOException {
    orders.write(line + "\n");
    orders.flush();
  }

  String answer() throws IOException {
    return String.valueOf(answers.readLine());
  }

  /** Until it ends by itself. */
  int end() throws InterruptedException, IOException {
    orders.close();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
