package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the tables {@code reaches-….txt}. */
class ReachTest {

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tellsWhatEveryRowReaches(Dialect dialect) {
    SoftAssertions softly = new SoftAssertions();

    for (ClassifierTableTest.Row row : ClassifierTableTest.rows("reaches-", dialect)) {
      softly
          .assertThat(reaches(dialect, row.sql()))
          .as("%s: %s", dialect, row.sql())
          .isEqualTo(row.operations());
    }

    softly.assertAll();
  }

  @Test
  void tooManyDatabasesAreAnUnknownPlace() {
    StringBuilder sql = new StringBuilder("drop table a.t");
    for (int i = 0; i < 100; i++) {
      sql.append(", d").append(i).append(".t");
    }

    assertThat(Classifier.of(Dialect.MYSQL).judge(sql.toString()).reaches())
        .hasSize(33)
        .contains(Reach.of(Reach.Kind.UNKNOWN, "too many databases"));
  }

  private static String reaches(Dialect dialect, String sql) {
    String all =
        Classifier.of(dialect).judge(sql).reaches().stream()
            .map(ReachTest::text)
            .distinct()
            .sorted((a, b) -> a.replace("(", "").compareTo(b.replace("(", "")))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
  }

  private static String text(Reach reach) {
    String name = reach.name();
    String text =
        switch (reach.kind()) {
          case DATABASE -> name;
          case FILE -> "file " + name;
          case UNKNOWN -> "unknown";
          case NEXT_DATABASE -> "next " + name;
          case NEXT_FILE -> "next file " + name;
          case NEXT_USER -> "user " + name;
        };
    return (reach.reads() ? "(" + text + ")" : text).strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execute immediate '",
        "prepare s from '",
        "vacuum into '",
        "attach '",
        "attach database '",
        "set role '",
        "select set_config('",
        "use `",
        "set sql_mode = '",
        "drop database `",
        "create function f() returns int as '"
      })
  void readsTextsThatEndTooEarly(String sql) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Classifier.of(dialect).judge(sql).operations())
          .as("%s in %s", sql, dialect)
          .isNotEqualTo(Set.of(Operation.READ));
    }
  }
}
