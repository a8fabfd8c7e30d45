package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
  @EnumSource(Dialect.class)
  void aTextOfNothingIsOneRead(Dialect dialect) {
    for (String nothing : new String[] {"", " \n", ";", " ; ; ", "/* x */", "-- x\n", "\ufeff"}) {
      assertThat(Classifier.of(dialect).judge(nothing).statements())
          .singleElement()
          .returns(Set.of(Operation.READ), JudgedStatement::operations);
    }
  }
}
