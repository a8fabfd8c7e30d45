package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One {@code (NAME=value)} of an Oracle Net descriptor; the value is a text or further pairs.
 *
 * @param name in capitals
 */
record OracleNames(String name, String text, List<OracleNames> parts) {

  private static final int DEEPEST = 12;

  OracleNames {
    parts = List.copyOf(parts);
  }

  static OracleNames parse(String descriptor) {
    Scanner reader = new Scanner(descriptor);
    OracleNames names = reader.pair(0);
    reader.requireEnd();
    return names;
  }

  List<OracleNames> all(String wanted) {
    return parts.stream().filter(part -> part.name.equals(wanted)).toList();
  }

  boolean has(String wanted) {
    return !all(wanted).isEmpty();
  }

  /** The text of the first part with this name. */
  String first(String wanted, String otherwise) {
    List<OracleNames> found = all(wanted);
    return found.isEmpty() ? otherwise : found.get(0).requiredText();
  }

  private String requiredText() {
    boolean plain = parts.isEmpty() && text.chars().noneMatch(c -> "\"'\\#".indexOf(c) >= 0);
    if (!plain) {
      throw new NotUnderstoodException("the value of '%s' is not plain".formatted(name));
    }
    return text;
  }

  /** Reads from left to right; blanks around names and values mean nothing. */
  private static final class Scanner {

    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    OracleNames pair(int depth) {
      if (depth > DEEPEST) {
        throw new NotUnderstoodException("a descriptor that is nested too deeply");
      }
      expect('(');
      String name = upTo("=()\"").trim().toUpperCase(Locale.ROOT);
      expect('=');
      skipBlanks();
      if (name.isEmpty() || !name.chars().allMatch(Scanner::mayName)) {
        throw new NotUnderstoodException("'%s' is no name in a descriptor".formatted(name));
      }
      List<OracleNames> parts = new ArrayList<>();
      while (at < text.length() && text.charAt(at) == '(') {
        parts.add(pair(depth + 1));
        skipBlanks();
      }
      String value = parts.isEmpty() ? value() : "";
      expect(')');
      return new OracleNames(name, value, parts);
    }

    private static boolean mayName(int c) {
      return c == '_' || c == '.' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    private String value() {
      if (at < text.length() && text.charAt(at) == '"') {
        int end = text.indexOf('"', at + 1);
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
          throw new NotUnderstoodException("a quotation in a descriptor");
        }
        String quoted = text.substring(at, end + 1);
        at = end + 1;
        skipBlanks();
        return quoted;
      }
      return upTo("()\"").trim();
    }

    private String upTo(String stops) {
      int start = at;
      while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private void expect(char wanted) {
      skipBlanks();
      if (at >= text.length() || text.charAt(at) != wanted) {
        throw new NotUnderstoodException("no '%s' in a descriptor".formatted(wanted));
      }
      at++;
    }

    private void skipBlanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    void requireEnd() {
      skipBlanks();
      if (at < text.length()) {
        throw new NotUnderstoodException("text behind a descriptor");
      }
    }
  }
}
