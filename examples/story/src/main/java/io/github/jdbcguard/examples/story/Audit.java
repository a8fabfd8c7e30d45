package io.github.jdbcguard.examples.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file to which the guard writes what it decided: one JSON object a line. */
record Audit(Path file) {
  private static final int STATEMENT_LENGTH = 44;

  /** One line, shortened to what fits on a screen. */
  record Entry(String event, String environment, String consent, String statement, String rows) {
    @Override
    public String toString() {
      if (event.equals("completed")) {
        return "%-9s  %-10s  rows: %s".formatted(event, environment, rows);
      }
      String start = statement.substring(0, Math.min(STATEMENT_LENGTH, statement.length()));
      return "%-9s  %-10s  consent: %-4s  %s ...".formatted(event, environment, consent, start);
    }
  }

  /** Deletes it, with the file beside it that keeps the end of its chain. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".head"));
  }

  /** What was decided; the first line of a file only says where its chain comes from. */
  List<Entry> entries() throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !field(line, "event").equals("opened"))
        .map(
            line ->
                new Entry(
                    field(line, "event"),
                    field(line, "environment"),
                    field(line, "consent"),
                    field(line, "statement"),
                    field(line, "rows")))
        .toList();
  }

  private static String field(String line, String name) {
    Matcher field =
        Pattern.compile("\"" + name + "\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))").matcher(line);
    return !field.find() ? "" : field.group(1) != null ? field.group(1) : field.group(2);
  }
}
