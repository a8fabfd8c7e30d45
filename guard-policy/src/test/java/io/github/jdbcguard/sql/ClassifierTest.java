package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BEGIN                 | begin
          BEGIN                 | start transaction read only
          END_AND_CHAIN         | commit and chain
          END_AND_CHAIN         | rollback work and chain
          COMMIT                | commit and no chain
          COMMIT                | end work
          COMMIT                | end
          ROLLBACK              | abort
          ROLLBACK              | rollback work
          SAVEPOINT             | savepoint a
          ROLLBACK_TO_SAVEPOINT | rollback to a
          ROLLBACK_TO_SAVEPOINT | rollback transaction to savepoint a
          NONE                  | release savepoint a
          NONE                  | select 1
          NONE                  | commit prepared 'x'
          COMMIT                | commit foo
          """)
  void findsTransactionControl(TransactionControl control, String sql) {
    Judgement judgement = Classifier.of(Dialect.POSTGRESQL).judge(sql);

    assertThat(judgement.statements())
        .singleElement()
        .returns(control, JudgedStatement::transaction);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BEGIN         | set autocommit = 0
          BEGIN         | set @@session.autocommit := off
          BEGIN         | set names utf8mb4, autocommit = false
          COMMIT        | set autocommit = 1
          COMMIT        | set local autocommit = on, @a = 1
          END_AND_CHAIN | set autocommit = @old
          END_AND_CHAIN | set autocommit = 1 - 1
          END_AND_CHAIN | set @a = 1, autocommit = default
          NONE          | set @autocommit = 0
          NONE          | set global autocommit = 0
          """)
  void followsAutocommitInTexts(TransactionControl control, String sql) {
    Judgement judgement = Classifier.of(Dialect.MYSQL).judge(sql);

    assertThat(judgement.statements())
        .singleElement()
        .returns(control, JudgedStatement::transaction);
  }

  @ParameterizedTest
  @CsvSource({"use shop,shop", "use `my ``shop`,my `shop", "USE /* x */ Shop,Shop"})
  void namesTheDatabase(String sql, String database) {
    Judgement judgement = Classifier.of(Dialect.MYSQL).judge(sql);

    assertThat(judgement.reaches()).containsExactly(Reach.of(Reach.Kind.NEXT_DATABASE, database));
  }

  @Test
  void keepsTheOrderOfStatements() {
    Judgement judgement =
        Classifier.of(Dialect.POSTGRESQL).judge("; select 1;; drop table t ;commit");

    assertThat(judgement.statements())
        .extracting(JudgedStatement::operations)
        .containsExactly(Set.of(Operation.READ), Set.of(Operation.DROP), Set.of(Operation.SESSION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE without WHERE                  | update t set a = 1
          DELETE whose condition always holds   | delete from t where 1 = 1
          query, calls nextval                  | select nextval('s')
          query, locks rows                     | select 1 for update
          not understood                        | foo
          """)
  void saysWhy(String why, String sql) {
    Judgement judgement = Classifier.of(Dialect.POSTGRESQL).judge(sql);

    assertThat(judgement.statements()).singleElement().returns(why, JudgedStatement::why);
  }

  @ParameterizedTest
  @MethodSource("largeTexts")
  void endsOnLargeTexts(String text) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Classifier.of(dialect).judge(text).operations()).isNotEmpty();
      assertThat(Redaction.withoutLiterals(dialect, text, 100)).hasSizeLessThanOrEqualTo(100);
    }
  }

  static Stream<Arguments> largeTexts() {
    return Stream.of(
            "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
            "select " + "(".repeat(100_000),
            "(".repeat(100_000),
            "delete from t where " + "(".repeat(100_000) + "1=1" + ")".repeat(100_000),
            "delete from t where " + "a = 1 or ".repeat(100_000) + "b = 2",
            "insert into t values (1, 'x')" + ", (2, 'y')".repeat(1_000_000),
            "with x as (".repeat(20_000) + "select 1",
            "explain ".repeat(100_000) + "select 1",
            "/*".repeat(500_000),
            "/*! ".repeat(100_000),
            "$a".repeat(100_000) + "$",
            "$$ $a$ ".repeat(100_000),
            "'\\' ".repeat(100_000),
            "select 1;".repeat(20_000),
            "begin ".repeat(100_000),
            "create procedure p() " + "begin ".repeat(100_000) + ";",
            "select a" + ".b".repeat(200_000) + "(1)",
            "select f(".repeat(50_000),
            "update (".repeat(50_000),
            "with a as (select 1), ".repeat(50_000),
            "(update t set a=1 where b=1 and ".repeat(50_000),
            "with a as (with a as (select 1) select 1) ".repeat(20_000),
            "with a as (select 1) search ".repeat(50_000),
            "select a" + ".f(1)".repeat(100_000),
            "/*!1 a*/".repeat(100_000),
            "create procedure p() begin; ".repeat(50_000),
            "x".repeat(10_000_000))
        .map(text -> arguments(text));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTextOfNothingIsOneRead(Dialect dialect) {
    for (String nothing : new String[] {"", " \n", ";", " ; ; ", "/* x */", "-- x\n", "\ufeff"}) {
      assertThat(Classifier.of(dialect).judge(nothing).statements())
          .singleElement()
          .returns(Set.of(Operation.READ), JudgedStatement::operations);
    }
  }
}
