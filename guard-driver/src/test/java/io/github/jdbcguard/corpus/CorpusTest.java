package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.corpus.Corpus.Row;
import io.github.jdbcguard.corpus.Corpus.Truth;
import io.github.jdbcguard.sql.Dialect;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the judge says of statements of which the engines' own answer is known. */
class CorpusTest {
  private static final int SMALLEST = 1_500;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void letsNoWritePass(Dialect dialect) {
    assertThat(Corpus.rows(dialect))
        .filteredOn(row -> row.truth() == Truth.WRITE || row.truth() == Truth.LEAK)
        .hasSizeGreaterThan(20)
        .allMatch(Row::heldBack);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void holdsBackNearlyNoRead(Dialect dialect) {
    List<Row> reads =
        Corpus.rows(dialect).stream().filter(row -> row.truth() == Truth.READ).toList();

    assertThat(reads).hasSizeGreaterThan(20);
    assertThat(reads.stream().filter(Row::heldBack).toList())
        .hasSizeLessThanOrEqualTo(reads.size() / 100);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void letsTheSessionBeSetUp(Dialect dialect) {
    assertThat(Corpus.rows(dialect))
        .filteredOn(row -> row.truth() == Truth.CONTROL)
        .isNotEmpty()
        .noneMatch(Row::heldBack);
  }

  @Test
  void isLarge() {
    assertThat(
            Arrays.stream(Dialect.values()).mapToInt(dialect -> Corpus.rows(dialect).size()).sum())
        .isGreaterThanOrEqualTo(SMALLEST);
  }
}
