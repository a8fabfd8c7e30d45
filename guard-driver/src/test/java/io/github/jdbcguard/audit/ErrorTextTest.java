package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ERROR: duplicate key value violates unique constraint "t_pkey"\\n  Detail: Key (a)=(secret) already exists. | ERROR: duplicate key value violates unique constraint …
          (conn=5) Duplicate entry 'secret' for key 'PRIMARY' | (conn=5) Duplicate entry …
          Unique index or primary key violation: "PUBLIC.X ON T(A) VALUES ( /* 1 */ 'secret' )"; SQL statement: insert | Unique index or primary key …
          ORA-01722: invalid number | ORA-01722: invalid number
          [SQLITE_CONSTRAINT_PRIMARYKEY] A PRIMARY KEY constraint failed (UNIQUE constraint failed: t.a) | [SQLITE_CONSTRAINT_PRIMARYKEY] A PRIMARY KEY constraint failed …
          ERROR: invalid input syntax for type integer: "secret" | ERROR: invalid input syntax for type …
          Data truncation: Incorrect integer value: 'secret' for column 'a' | Data …
          The conversion of 4711 failed | The conversion of …
          ~ERROR: value=secret~ | ERROR: …
          """)
  void keepsWhatStandsBeforeTheFirstValue(String message, String kept) {
    SQLException error = new SQLException(message.replace("\\n", "\n"), "23505");

    assertThat(ErrorText.of(error)).isEqualTo(kept).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"P0001, 0", "45000, 1644", "72000, 20001", "S0001, 50000", "'', 0"})
  void keepsNothingThatIsRaisedByHand(String state, int code) {
    assertThat(ErrorText.of(new SQLException("secret of the customer", state, code))).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsNoErrorOfAServer() {
    assertThat(ErrorText.of(new IllegalStateException("secret"))).isEmpty();
    assertThat(ErrorText.of(new SQLException())).isEmpty();
  }
}
