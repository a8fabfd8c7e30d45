package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a ledger: {@code use REQUEST STATEMENT ALLOWED TIME BY}, or {@code veto REQUEST TOKEN}.
 * One that was cut short is kept as far as it goes.
 */
record LedgerLine(String text) {
  private static final int LONGEST_BY = 200;
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,128}");
  private static final Pattern LINE =
      Pattern.compile(
          "use [0-9A-Za-z_-]+ [0-9A-Za-z_-]+ [0-9]+ [0-9TZ:.+-]+ [^ ]+|veto [0-9A-Za-z_-]+ guard1\\.[^ ]+");

  /** The line of a use. */
  static String of(Ledger.Use use) {
    String by = use.by().replaceAll("[\\s\\p{Cntrl}\\p{Cs}]", "_");
    String whole =
        "%s%d %s %s"
            .formatted(
                key(use),
                use.allowed(),
                use.at(),
                by.isEmpty() ? "-" : by.substring(0, Math.min(LONGEST_BY, by.length())));
    return sound(whole);
  }

  /** The line of a veto. */
  static String ofVeto(String request, String token) {
    return sound("veto %s %s".formatted(id(request), token));
  }

  private static String sound(String line) {
    if (line.indexOf('\n') >= 0 || !LINE.matcher(line).matches()) {
      throw new IllegalArgumentException("this does not fit into a line of a ledger");
    }
    return line;
  }

  private static String key(Ledger.Use use) {
    return "use %s %s ".formatted(id(use.request()), id(use.statement()));
  }

  private static String id(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("this is no id of a ledger");
    }
    return id;
  }

  /**
   * Reads a line.
   *
   * @throws IOException where it is neither a line nor the beginning of one, so that nobody knows
   *     what was taken
   */
  @SuppressWarnings("JdkObsolete") // hitEnd tells what could have become a line
  static LedgerLine parse(String text, String place) throws IOException {
    Matcher line = LINE.matcher(text);
    if (!line.matches() && !line.hitEnd()) {
      throw new IOException(
          "%s is no line of a ledger; see what was sent, and correct the file or begin a new one"
              .formatted(place));
    }
    return new LedgerLine(text);
  }

  /** Whether it is a use of the same statement by the same request, or may have become one. */
  boolean mayBeUse(Ledger.Use use) {
    String key = key(use);
    return text.startsWith(key) || key.startsWith(text);
  }

  /** The token of a veto against the request. */
  Optional<String> veto(String request) {
    String start = "veto %s ".formatted(request);
    return text.startsWith(start) ? Optional.of(text.substring(start.length())) : Optional.empty();
  }

  static boolean same(Ledger.Use one, Ledger.Use other) {
    return key(one).equals(key(other));
  }
}
