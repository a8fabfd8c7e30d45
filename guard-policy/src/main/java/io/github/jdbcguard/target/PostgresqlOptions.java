package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings that the start-up packet of PostgreSQL carries: {@code -c search_path=app}. */
final class PostgresqlOptions {

  private static final Pattern SETTING =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_.$-]*)=(.*)", Pattern.DOTALL);
  private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z0-9_.]+");

  private PostgresqlOptions() {}

  /** What the options do, written as {@code SET} statements. */
  static List<String> settings(String options) {
    List<String> statements = new ArrayList<>();
    List<String> words = words(options);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-c") && i + 1 < words.size()) {
        i++;
        statements.add(statement(words.get(i), options));
      } else if (word.startsWith("--") || word.startsWith("-c")) {
        statements.add(statement(word.substring(2), options));
      } else {
        throw no(options);
      }
    }
    return statements;
  }

  /** Blanks part words; a backslash takes the next character as it is. */
  private static List<String> words(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      if (c == '\\' && i + 1 < options.length()) {
        i++;
        word.append(options.charAt(i));
      } else if (c != ' ') {
        word.append(c);
      } else if (word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static String statement(String setting, String options) {
    Matcher parts = SETTING.matcher(setting);
    if (!parts.matches()) {
      throw no(options);
    }
    String value = parts.group(2);
    String literal =
        PLAIN_VALUE.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    return "SET %s = %s".formatted(parts.group(1).replace('-', '_'), literal);
  }

  private static NotUnderstoodException no(String options) {
    return new NotUnderstoodException(
        "the start-up options '%s' are more than settings".formatted(options));
  }
}
