package io.github.jdbcguard.corpus;

import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The statements of one dialect: {@code TRUTH | statement} in {@code <dialect>.txt}, with {@code
 * <nl>} for a line end, and what they need in {@code <dialect>-setup.sql}, statements ended by a
 * semicolon at the end of a line.
 */
final class Corpus {
  private Corpus() {}

  /** What a statement does, as the engine says. */
  enum Truth {
    /** Runs in a read-only session, and changes nothing. */
    READ,
    /** The engine refuses it in a read-only session. */
    WRITE,
    /** A write that a read-only session lets pass, or that cannot be run here. */
    LEAK,
    /** Concerns the session or the transaction alone. */
    CONTROL
  }

  /**
   * One statement.
   *
   * @param line where it stands in its file
   */
  record Row(Dialect dialect, int line, Truth truth, String sql) {

    /** Whether the judge takes it for what it is, or for something stricter. */
    boolean heldBack() {
      return !operations().stream().allMatch(o -> o == Operation.READ || o == Operation.SESSION);
    }

    Set<Operation> operations() {
      return Classifier.of(dialect).judge(sql).operations();
    }

    @Override
    public String toString() {
      return "%s.txt:%d: %s (judged %s)".formatted(dialect.id(), line, sql, operations());
    }
  }

  static List<Row> rows(Dialect dialect) {
    List<String> lines = text(dialect.id() + ".txt").lines().toList();
    return java.util.stream.IntStream.range(0, lines.size())
        .filter(i -> !lines.get(i).isBlank() && lines.get(i).charAt(0) != '#')
        .mapToObj(i -> row(dialect, i + 1, lines.get(i)))
        .toList();
  }

  /** What creates the tables, rows and functions that the statements use. */
  static List<String> setup(Dialect dialect) {
    return List.of(text(dialect.id() + "-setup.sql").split(";\\s*\\R")).stream()
        .filter(sql -> !sql.isBlank())
        .toList();
  }

  private static Row row(Dialect dialect, int line, String text) {
    String[] cells = text.split("\\|", 2);
    Truth truth = Truth.valueOf(cells[0].strip().toUpperCase(Locale.ROOT));
    return new Row(dialect, line, truth, cells[1].strip().replace("<nl>", "\n"));
  }

  private static String text(String file) {
    try (InputStream in = Corpus.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
