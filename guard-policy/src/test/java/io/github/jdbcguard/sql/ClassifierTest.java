package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Set;
import java.util.stream.Collectors;
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
          AUTOCOMMIT_OFF | set autocommit = 0
          AUTOCOMMIT_OFF | set @@session.autocommit := off
          AUTOCOMMIT_OFF | set names utf8mb4, autocommit = false
          AUTOCOMMIT_ON  | set autocommit = 1
          AUTOCOMMIT_ON  | set local autocommit = on, @a = 1
          AUTOCOMMIT_OFF | set autocommit = @old
          AUTOCOMMIT_OFF | set autocommit = 1 - 1
          AUTOCOMMIT_OFF | set @a = 1, autocommit = default
          NONE           | set @autocommit = 0
          NONE           | set global autocommit = 0
          """)
  void followsAutocommitInTexts(TransactionControl control, String sql) {
    Judgement judgement = Classifier.of(Dialect.MYSQL).judge(sql);

    assertThat(judgement.statements())
        .singleElement()
        .returns(control, JudgedStatement::transaction);
  }

  @Test
  void knowsThatASavepointBeginsATransactionOnSqlite() {
    Judgement judgement = Classifier.of(Dialect.SQLITE).judge("savepoint a");

    assertThat(judgement.statements())
        .singleElement()
        .returns(TransactionControl.BEGIN, JudgedStatement::transaction);
  }

  /** A server may run what stands in such a comment, or skip it; nothing ends for certain. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTOCOMMIT_OFF | /*!40101 set autocommit = 0 */
          BEGIN    | start transaction /*! read only */
          BEGIN    | commit /*! and chain */
          COMMIT   | commit /*! work */
          ROLLBACK | rollback /*! work */
          NONE     | /*!99999 rollback */
          NONE     | /*!99999 rollback; -- */ commit
          NONE     | /*!99999 rollback to a; -- */ commit
          NONE     | /*!99999 rollback; -- */ select 1
          """)
  void endsNoTransactionThatServersMayKeep(TransactionControl control, String sql) {
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
          query, calls f                        | prepare s as select f(1)
          CREATE, query, calls f                | create table t as select f(1)
          anonymous block                       | do 'x'
          DELETE without WHERE, plans without running | explain delete from t
          not understood                        | foo
          """)
  void saysWhy(String why, String sql) {
    Judgement judgement = Classifier.of(Dialect.POSTGRESQL).judge(sql);

    assertThat(judgement.statements()).singleElement().returns(why, JudgedStatement::why);
  }

  /** Where a call is one for certain, no function is named that could be allowed. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POSTGRESQL | f           | select f(1), F(2)
          POSTGRESQL | F f         | select "F"(1), f(1)
          POSTGRESQL | shop.f      | prepare s as select shop.f(1)
          POSTGRESQL | f           | explain analyze select f(1)
          POSTGRESQL | f           | create table t as select f(1)
          POSTGRESQL | -           | create table t as execute s
          POSTGRESQL | -           | do 'select f(1)'
          MARIADB    | f           | execute immediate 'select f(1)'
          MARIADB    | -           | execute immediate 'call p()'
          MARIADB    | -           | call f(1)
          MYSQL      | f g         | select f(1) /*! , g(1) */
          MYSQL      | f           | select f(1), 'a\' -- '
          MYSQL      | f g         | select g(1), 'a\', f(1) -- '
          MARIADB    | -           | select f(1), 'a\', next value for s -- '
          MYSQL      | -           | select /*!99999 f(1), '*/ g(1); select ' */
          SQLSERVER  | DBO.F       | select dbo.f(1)
          SQLSERVER  | F           | exec('select f(1)')
          SQLSERVER  | F           | select 1 if 1 = 1 select f(1)
          ORACLE     | PKG.F       | select pkg.f(1) from dual
          ORACLE     | -           | select dbms_foo.f(1) from dual
          ORACLE     | F G f       | select "F"(1), "f"(1), g(1) from dual
          H2         | F G f       | select "F"(1), "f"(1), g(1)
          """)
  void namesTheFunctionsOfWhichNothingIsKnown(Dialect dialect, String functions, String sql) {
    String found =
        Classifier.of(dialect).judge(sql).statements().stream()
            .flatMap(statement -> statement.functions().stream())
            .map(f -> f.schema().isEmpty() ? f.name() : f.schema() + "." + f.name())
            .sorted()
            .collect(Collectors.joining(" "));

    assertThat(found.isEmpty() ? "-" : found).isEqualTo(functions);
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

  @Test
  void sharesTheJudgementsThatMostTextsGet() {
    Classifier judge = Classifier.of(Dialect.POSTGRESQL);

    assertThat(judge.judge("update t set a = 1 where b = 2"))
        .isSameAs(judge.judge("update u set c = 3 where d = 4"))
        .isNotEqualTo(judge.judge("update u set c = 3"));
    assertThat(judge.judge("select 1").operations()).containsExactly(Operation.READ);
  }
}
