package io.github.jdbcguard.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a JSON object (RFC 8259) as {@link JsonLine} writes it: strictly, and bounded in depth. */
public final class JsonReader {
  private static final int DEPTH = 16;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * The members in their order; objects as maps, arrays as lists, whole numbers as {@code Long},
   * others as {@code BigDecimal}, null as an empty {@code Optional}.
   *
   * @throws IllegalArgumentException for anything but one object, saying where it ends to be one
   */
  public static Map<String, Object> object(String text) {
    JsonReader reader = new JsonReader(text);
    reader.blanks();
    if (reader.peek() != '{') {
      throw reader.unexpected("an object");
    }
    Map<String, Object> members = reader.members(DEPTH);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    return members;
  }

  private Object value(int depth) {
    blanks();
    if (depth == 0) {
      throw unexpected("fewer brackets in each other");
    }
    char c = peek();
    return switch (c) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Optional.empty());
      default -> number();
    };
  }

  private Map<String, Object> members(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    blanks();
    if (taken('}')) {
      return members;
    }
    do {
      blanks();
      int start = at;
      String name = string();
      blanks();
      take(':');
      if (members.put(name, value(depth - 1)) != null) {
        at = start;
        throw unexpected("another member than '" + name + "' again");
      }
      blanks();
    } while (taken(','));
    take('}');
    return members;
  }

  private List<Object> items(int depth) {
    List<Object> items = new ArrayList<>();
    at++;
    blanks();
    if (taken(']')) {
      return items;
    }
    do {
      items.add(value(depth - 1));
      blanks();
    } while (taken(','));
    take(']');
    return items;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected(word);
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
      at = start;
      throw unexpected("a value");
    }
    boolean whole = digits.matches("-?\\d{1,18}");
    return whole ? (Object) Long.valueOf(digits) : new BigDecimal(digits);
  }

  private String string() {
    take('"');
    StringBuilder out = new StringBuilder();
    while (!taken('"')) {
      char c = peek();
      if (c < ' ') {
        throw unexpected("a character");
      }
      at++;
      out.append(c == '\\' ? escaped() : c);
    }
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> {
        at--;
        throw unexpected("an escape");
      }
    };
  }

  private char codeUnit() {
    String digits = text.substring(at, Math.min(at + 4, text.length()));
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw unexpected("four hexadecimal digits");
    }
    at += 4;
    return (char) Integer.parseInt(digits, 16);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected("more");
    }
    return text.charAt(at);
  }

  private boolean taken(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void take(char c) {
    if (!taken(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "no JSON: %s expected at character %d".formatted(expected, at + 1));
  }
}
