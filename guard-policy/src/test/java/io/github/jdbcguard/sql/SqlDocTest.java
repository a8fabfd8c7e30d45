package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/sql.md: what it says of each statement in each dialect is what the judge says.
 */
class SqlDocTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "sql.md");
  private static final String NOT_OF_THIS_ENGINE = "";

  @Test
  void tellsTheTruth() throws IOException {
    List<String[]> rows = rows();
    String[] heads = rows.get(0);
    SoftAssertions softly = new SoftAssertions();

    assertThat(rows).hasSizeGreaterThan(60);
    assertThat(dialects(heads)).containsExactlyInAnyOrder(Dialect.values());
    for (String[] row : rows.subList(2, rows.size())) {
      for (int column = 1; column < heads.length; column++) {
        for (Dialect dialect : dialects(heads[column])) {
          if (!row[column].equals(NOT_OF_THIS_ENGINE)) {
            softly
                .assertThat(operations(dialect, row[0].replace("`", "")))
                .as("%s in %s", row[0], dialect)
                .isEqualTo(row[column]);
          }
        }
      }
    }

    softly.assertAll();
  }

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.startsWith("| statement |"))
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toArray(String[]::new))
        .map(cells -> Arrays.copyOf(cells, cells.length - 1))
        .toList();
  }

  private static List<Dialect> dialects(String... heads) {
    return Arrays.stream(heads)
        .flatMap(head -> Arrays.stream(head.split(",")))
        .map(head -> head.strip().replace(" ", "").toUpperCase(Locale.ROOT))
        .map(name -> name.equals("OTHERS") ? Dialect.STANDARD.name() : name)
        .filter(name -> Arrays.stream(Dialect.values()).anyMatch(d -> d.name().equals(name)))
        .map(Dialect::valueOf)
        .toList();
  }

  private static String operations(Dialect dialect, String sql) {
    return Classifier.of(dialect).judge(sql).operations().stream()
        .map(Operation::id)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }
}
