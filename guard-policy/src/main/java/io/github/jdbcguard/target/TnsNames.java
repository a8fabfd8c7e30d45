package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The entries of a {@code tnsnames.ora}, and of the files that it includes. */
record TnsNames(List<Entry> entries) {

  private static final int DEEPEST = 3;

  /** Inside a value a '#' may be part of a name or begin a comment. */
  private static final Pattern UNCLEAR_COMMENT = Pattern.compile("[^\\s()]#");

  private static final Pattern COMMENT = Pattern.compile("#[^\n]*");

  TnsNames {
    entries = List.copyOf(entries);
  }

  /** A name in capitals, with a descriptor or an Easy Connect text. */
  record Entry(String name, String value) {}

  /** Empty where there is no file to read. */
  static Optional<TnsNames> load(String folder, Surroundings surroundings) {
    return surroundings
        .text(folder + "/tnsnames.ora")
        .map(text -> new TnsNames(entries(text, folder, surroundings, 0)));
  }

  /** The value of the alias in any case. */
  Optional<String> find(String alias) {
    String name = alias.toUpperCase(Locale.ROOT);
    List<String> values =
        entries.stream().filter(e -> e.name().equals(name)).map(Entry::value).distinct().toList();
    if (values.size() > 1) {
      throw new NotUnderstoodException("tnsnames.ora has '%s' twice".formatted(alias));
    }
    return values.stream().findFirst();
  }

  private static List<Entry> entries(
      String text, String folder, Surroundings surroundings, int depth) {
    String plain = text.replace("\r\n", "\n").replace('\r', '\n');
    if (UNCLEAR_COMMENT.matcher(plain.replaceAll("(?m)^[ \t]*#.*$", "")).find()) {
      throw new NotUnderstoodException("a '#' in tnsnames.ora that may begin a comment or not");
    }
    List<Entry> entries = new ArrayList<>();
    Lines lines = new Lines(COMMENT.matcher(plain).replaceAll(""));
    while (lines.more()) {
      String names = lines.names();
      String value = lines.value();
      for (String name : names.split(",", -1)) {
        entries.add(new Entry(name.trim().toUpperCase(Locale.ROOT), value));
      }
      if (names.equalsIgnoreCase("IFILE")) {
        entries.addAll(included(value, folder, surroundings, depth + 1));
      }
    }
    return entries;
  }

  private static List<Entry> included(
      String file, String folder, Surroundings surroundings, int depth) {
    boolean absolute = file.startsWith("/") || file.startsWith("\\") || file.indexOf(':') >= 0;
    Optional<String> text = surroundings.text(absolute ? file : folder + "/" + file);
    if (text.isEmpty() || depth > DEEPEST) {
      throw new NotUnderstoodException("a file that tnsnames.ora includes cannot be read");
    }
    return entries(text.get(), folder, surroundings, depth);
  }

  /** Reads {@code name, name = value}, where a descriptor goes over lines. */
  private static final class Lines {

    private final String text;
    private int at;

    Lines(String text) {
      this.text = text;
    }

    boolean more() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length();
    }

    String names() {
      int sign = text.indexOf('=', at);
      String names = sign < 0 ? "" : text.substring(at, sign).trim();
      if (names.isEmpty() || names.chars().anyMatch(c -> "()\"'".indexOf(c) >= 0)) {
        throw new NotUnderstoodException("an entry of tnsnames.ora that is not understood");
      }
      at = sign + 1;
      return names;
    }

    String value() {
      int line = endOfLine();
      String onLine = text.substring(at, line).trim();
      if (!onLine.isEmpty() && !onLine.startsWith("(")) {
        at = line;
        return onLine;
      }
      if (!more() || text.charAt(at) != '(') {
        return "";
      }
      int start = at;
      at = endOfDescriptor();
      return text.substring(start, at);
    }

    private int endOfLine() {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }

    private int endOfDescriptor() {
      int depth = 0;
      boolean quoted = false;
      for (int i = at; i < text.length(); i++) {
        char c = text.charAt(i);
        quoted ^= c == '"';
        if (!quoted) {
          depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        if (depth == 0) {
          return i + 1;
        }
      }
      throw new NotUnderstoodException("tnsnames.ora has a parenthesis that is not closed");
    }
  }
}
