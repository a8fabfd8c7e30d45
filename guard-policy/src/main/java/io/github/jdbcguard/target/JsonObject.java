package io.github.jdbcguard.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a JSON object whose values are texts, numbers, words or objects; nothing else. */
final class JsonObject {

  private static final int DEEPEST = 5;
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\\\x00-\\x1f]*)\"");
  private static final Pattern WORD = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?|true|false|null");

  private final String text;
  private int at;

  private JsonObject(String text) {
    this.text = text;
  }

  /** Values are {@link String} and {@link Map}. */
  static Map<String, Object> parse(String text) {
    JsonObject reader = new JsonObject(text);
    Map<String, Object> object = reader.object(0);
    if (reader.next() != 0) {
      throw reader.no();
    }
    return object;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    expect('{');
    boolean more = next() != '}' && depth < DEEPEST;
    while (more) {
      next();
      String name = read(TEXT);
      expect(':');
      if (object.put(name, value(depth)) != null) {
        throw no();
      }
      more = next() == ',';
      at += more ? 1 : 0;
    }
    expect('}');
    return object;
  }

  private Object value(int depth) {
    return switch (next()) {
      case '{' -> object(depth + 1);
      case '"' -> read(TEXT);
      default -> read(WORD);
    };
  }

  private String read(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw no();
    }
    at = matcher.end();
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw no();
    }
    at++;
  }

  /** The next character that is no blank; zero at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private NotUnderstoodException no() {
    return new NotUnderstoodException("a JSON text that is not understood at %d".formatted(at));
  }
}
