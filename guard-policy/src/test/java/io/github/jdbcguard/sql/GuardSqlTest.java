package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardSqlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GUARD STATUS | STATUS | ~~ | ~~
          guard status ; | STATUS | ~~ | ~~
          ~ \t guard\trelease~ | RELEASE | ~~ | ~~
          /* a client */ -- says\\n GUARD STATUS | STATUS | ~~ | ~~
          GUARD EXPLAIN delete from t where a = 'x;y' ; | EXPLAIN | delete from t where a = 'x;y' | ~~
          GUARD CONFIRM 'abcd-efgh' | CONFIRM | abcd-efgh | ~~
          Guard Confirm ' abcd-efgh,2345-6789 ' reason 'it''s due' | CONFIRM | abcd-efgh,2345-6789 | it's due
          GUARD CONFIRM 'a'REASON'b'; | CONFIRM | a | b
          GUARD APPROVE 'guard1.x.y' | APPROVE | guard1.x.y | ~~
          """)
  void reads(String sql, GuardSql.Verb verb, String argument, String reason) {
    String text = sql.replace("\\n", "\n");

    assertThat(GuardSql.isOne(text)).isTrue();
    assertThat(GuardSql.parse(text)).isEqualTo(new GuardSql(verb, argument, reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GUARDS",
        "GUARD_STATUS",
        "SELECT 1",
        "/*! GUARD STATUS */",
        "-- GUARD STATUS",
        "/* GUARD STATUS",
        "(GUARD STATUS)",
        "guardian status"
      })
  void leavesEverythingElseToTheServer(String sql) {
    assertThat(GuardSql.isOne(sql)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GUARD",
        "GUARD;",
        "GUARD 1",
        "GUARD STATUTE",
        "GUARD STATUS; DELETE FROM t",
        "GUARD RELEASE all",
        "GUARD EXPLAIN",
        "GUARD CONFIRM secret",
        "GUARD CONFIRM 'secret",
        "GUARD CONFIRM 'secret' 'why'",
        "GUARD CONFIRM 'secret' REASON 'why'; DELETE FROM t",
        "GUARD APPROVE",
        "GUARD APPROVE 'secret' 'secret'"
      })
  void tellsWhatItDoesNotUnderstandWithoutRepeatingIt(String sql) {
    assertThat(GuardSql.isOne(sql)).isTrue();
    assertThatThrownBy(() -> GuardSql.parse(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GUARD STATUS; GUARD EXPLAIN statement; GUARD CONFIRM 'code'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void readsLongTokens() {
    String token = "x".repeat(1 << 20);

    assertThat(GuardSql.parse("GUARD APPROVE '" + token + "'").argument()).isEqualTo(token);
  }
}
