package io.github.jdbcguard.testing;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A person who answers the question of a program at its terminal. */
public final class AtTerminal {
  private AtTerminal() {}

  /**
   * Ends as the program does.
   *
   * @param arguments how a question ends; what is typed then; the program and its arguments
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "dumb");
    PtyProcess program =
        new PtyProcessBuilder(Arrays.copyOfRange(arguments, 2, arguments.length))
            .setEnvironment(environment)
            .setInitialColumns(200)
            .start();
    answer(program, arguments[0], arguments[1]);
    System.exit(program.waitFor());
  }

  private static void answer(PtyProcess program, String question, String answer)
      throws IOException {
    StringBuilder shown = new StringBuilder();
    byte[] part = new byte[8_192];
    InputStream output = program.getInputStream();
    boolean answered = false;
    for (int length = output.read(part); length >= 0; length = output.read(part)) {
      String text = new String(part, 0, length, StandardCharsets.UTF_8);
      System.out.print(text.replace("\r", ""));
      shown.append(text);
      if (!answered && shown.toString().stripTrailing().endsWith(question)) {
        program.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        program.getOutputStream().flush();
        answered = true;
      }
    }
  }
}
