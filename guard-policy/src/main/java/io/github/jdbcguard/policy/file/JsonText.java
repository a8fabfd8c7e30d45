package io.github.jdbcguard.policy.file;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and booleans as JSON that people can read. */
final class JsonText {
  private static final int WIDTH = 100;

  private JsonText() {}

  /** The value, broken over lines where one would be too long. */
  static String of(Object value) {
    return broken(value, "");
  }

  private static String broken(Object value, String indent) {
    String line = line(value);
    if (indent.length() + line.length() <= WIDTH) {
      return line;
    }
    String inner = indent + "  ";
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> inner + quoted(String.valueOf(e.getKey())) + ": " + broken(e.getValue(), inner))
          .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(item -> inner + broken(item, inner))
          .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }
    return line;
  }

  private static String line(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> quoted(String.valueOf(e.getKey())) + ": " + line(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonText::line).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(character -> escaped((char) character))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(char character) {
    return switch (character) {
      case '"', '\\' -> "\\" + character;
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default -> character < ' ' ? "\\u%04x".formatted((int) character) : String.valueOf(character);
    };
  }
}
