package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the tables: {@code OPERATIONS | statement}, with {@code <nl>} for a line break. */
class ClassifierTableTest {
  private static final Pattern SIGN = Pattern.compile("<u\\+([0-9a-f]{4})>");

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void judgesEveryRow(Dialect dialect) {
    SoftAssertions softly = new SoftAssertions();

    for (Row row : rows(dialect)) {
      softly
          .assertThat(operations(dialect, row.sql()))
          .as("%s: %s", dialect, row.sql())
          .isEqualTo(row.operations());
    }

    softly.assertAll();
  }

  /** One row of a table. */
  record Row(String operations, String sql) {}

  static List<Row> rows(Dialect dialect) {
    return rows("", dialect).stream()
        .map(row -> new Row(sorted(row.operations()), row.sql()))
        .toList();
  }

  /** The rows of the tables whose files begin so. */
  static List<Row> rows(String prefix, Dialect dialect) {
    List<Row> rows =
        files(dialect)
            .map(file -> prefix + file)
            .flatMap(ClassifierTableTest::lines)
            .map(line -> line.split("\\|", 2))
            .map(cells -> new Row(cells[0].strip(), unescaped(cells[1].strip())))
            .toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  /** MariaDB answers for all that MySQL does. */
  private static Stream<String> files(Dialect dialect) {
    return dialect == Dialect.MARIADB
        ? Stream.of("mysql.txt", "mariadb.txt")
        : Stream.of(dialect.id() + ".txt");
  }

  static Stream<String> lines(String file) {
    try (InputStream in = ClassifierTableTest.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#');
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs that a file of text shows badly, or cannot hold: {@code <u+d83d>}. */
  static String unescaped(String sql) {
    String plain =
        sql.replace("<nl>", "\n")
            .replace("<cr>", "\r")
            .replace("<nbsp>", "\u00a0")
            .replace("<nul>", "\0");
    return SIGN.matcher(plain)
        .replaceAll(sign -> String.valueOf((char) Integer.parseInt(sign.group(1), 16)));
  }

  private static String sorted(String names) {
    return Arrays.stream(names.strip().split("[ ,]+")).sorted().collect(Collectors.joining(" "));
  }

  static String operations(Dialect dialect, String sql) {
    return Classifier.of(dialect).judge(sql).operations().stream()
        .map(Operation::name)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }
}
