package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          POSTGRESQL | select 'secret' from "T" where a = 5   | select ? from "T" where a = ?
          POSTGRESQL | select/* secret */1 --secret           | select ?
          POSTGRESQL | select $$secret$$, e'se\\'cret', 0xff  | select ?, ?, ?
          POSTGRESQL | select a   ,  b                        | select a , b
          POSTGRESQL | select 'a', 'secret                    | select ?, …
          POSTGRESQL | select 1 /* secret                     | select ? …
          POSTGRESQL | select 'se\\' cret' from t             | select …
          POSTGRESQL | alter user x password 'secret'         | alter user x password ?
          ORACLE     | alter user x identified by secret      | alter user x identified by ?
          ORACLE     | create user x IDENTIFIED BY "secret"    | create user x IDENTIFIED BY ?
          ORACLE     | alter user x identified by "a" replace secret account unlock | alter user x identified by ? replace ? account unlock
          MYSQL      | create user x identified by 'secret'   | create user x identified by ?
          MYSQL      | select "secret", `a` from t            | select ?, `a` from t
          MYSQL      | create user x identified by 'secret'   | create user x identified by ?
          MYSQL      | select 'it\\\\', 5 # secret            | select ?, ?
          SQLITE     | select "secret", [a]                   | select ?, [a]
          H2         | select 'secret', "A" // secret         | select ?, "A"
          SQLSERVER  | select "secret", [a]]b], N'secret', $5  | select ?, [a]]b], ?, ?
          SQLSERVER  | select 'secret', #a /* /* secret */ */    | select ?, #a
          ORACLE     | select q'[secret's]', "A", n'secret'   | select ?, "A", ?
          ORACLE     | select q'[secret'                      | select …
          STANDARD   | select `secret`                        | select …
          """)
  void showsNoLiterals(Dialect dialect, String sql, String expected) {
    assertThat(Redaction.withoutLiterals(dialect, sql, 200)).isEqualTo(expected);
  }

  @Test
  void cutsWhatIsTooLong() {
    assertThat(Redaction.withoutLiterals(Dialect.POSTGRESQL, "select abcdefgh", 10))
        .isEqualTo("select ab…");
    assertThat(Redaction.withoutLiterals(Dialect.POSTGRESQL, "select 1", 8)).isEqualTo("select ?");
    assertThat(Redaction.withoutLiterals(Dialect.POSTGRESQL, "select 1", 0)).isEmpty();
    assertThat(Redaction.withoutLiterals(Dialect.POSTGRESQL, "select 1", 1)).isEqualTo("…");
  }
}
