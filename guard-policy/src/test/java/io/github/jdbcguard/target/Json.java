package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of just the JSON that the vectors are written in. */
final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  @SuppressWarnings("unchecked") // an object has text keys
  static Map<String, @Nullable Object> object(String text) {
    return (Map<String, @Nullable Object>) new Json(text).object();
  }

  private @Nullable Object value() {
    skipBlanks();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Object object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    at++;
    while (next() != '}') {
      String key = string();
      skipBlanks();
      at++;
      object.put(key, value());
    }
    at++;
    return object;
  }

  private Object array() {
    List<@Nullable Object> array = new ArrayList<>();
    at++;
    while (next() != ']') {
      array.add(value());
    }
    at++;
    return array;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      string.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
      at++;
    }
    at++;
    return string.toString();
  }

  /** Leaves the position at the last character of the escape. */
  private char escaped() {
    at++;
    return switch (text.charAt(at)) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
      }
      default -> text.charAt(at);
    };
  }

  private @Nullable Object word() {
    int start = at;
    while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> Integer.valueOf(word);
    };
  }

  private char next() {
    skipBlanks();
    if (text.charAt(at) == ',') {
      at++;
      skipBlanks();
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (text.charAt(at) == ' ') {
      at++;
    }
  }
}
