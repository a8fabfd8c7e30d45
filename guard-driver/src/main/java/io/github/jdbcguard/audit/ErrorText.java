package io.github.jdbcguard.audit;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an error text says before it may quote a value: servers quote the row that is there twice,
 * the number that is none, the statement itself.
 */
public final class ErrorText {
  private static final String CUT = "…";
  private static final int LONGEST = 200;

  /** What drivers put before the text of the server, and is no value. */
  private static final Pattern PREFIX =
      Pattern.compile(
          "(?:\\(conn=\\d+\\) |\\[[A-Z0-9_]+] |[A-Z]{2,5}-\\d+: |(?:ERROR|FATAL|PANIC): )+");

  /** Anything that a value may stand in, or is one. */
  private static final Pattern VALUE = Pattern.compile("[^A-Za-z ,.;_-]");

  private ErrorText() {}

  /**
   * The beginning of the text that holds no value. Errors that are raised by somebody's own code
   * may say anything, so nothing is kept of them.
   */
  public static String of(Throwable error) {
    String message = error.getMessage();
    if (message == null || !(error instanceof SQLException sql) || raisedByHand(sql)) {
      return "";
    }
    return withoutValues(message);
  }

  static String withoutValues(String message) {
    Matcher prefix = PREFIX.matcher(message);
    int start = prefix.lookingAt() ? prefix.end() : 0;
    Matcher value = VALUE.matcher(message);
    int end = value.find(start) ? value.start() : message.length();
    boolean cut = end < message.length();
    if (cut) {
      end = Math.max(start, message.lastIndexOf(' ', end - 1) + 1); // no half of a word
    }
    end = Math.min(end, start + LONGEST);
    return message.substring(0, end) + (end < message.length() ? CUT : "");
  }

  /** RAISE of PostgreSQL, SIGNAL of MySQL, RAISE_APPLICATION_ERROR of Oracle, THROW of T-SQL. */
  private static boolean raisedByHand(SQLException error) {
    @Nullable String state = error.getSQLState();
    int code = error.getErrorCode();
    return state == null
        || state.isEmpty()
        || state.startsWith("P0")
        || state.startsWith("45")
        || (state.startsWith("72") && code >= 20_000 && code < 21_000)
        || code >= 50_000;
  }
}
