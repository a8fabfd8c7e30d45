package io.github.jdbcguard.confirm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Takes uses in a process, or with classes, of its own: one for every line it is told. */
public final class LedgerTaker {
  private LedgerTaker() {}

  /** Takes the only use of a statement. */
  public static boolean take(String file, String statement) throws IOException {
    return new FileLedger(Path.of(file))
        .take(
            List.of(
                new Ledger.Use(
                    StatementDigest.of("request"), statement, 1, Instant.now(), "child")));
  }

  /** Reads statements, and answers each with whether it got the use. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(take(arguments[0], line));
    }
  }
}
