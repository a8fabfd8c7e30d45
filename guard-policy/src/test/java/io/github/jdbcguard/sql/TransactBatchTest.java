package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What T-SQL's batches are cut into. */
class TransactBatchTest {
  private static final Classifier TRANSACT = Classifier.of(Dialect.SQLSERVER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BEGIN                 | begin transaction x
          BEGIN                 | begin distributed tran
          COMMIT                | commit tran x
          ROLLBACK              | rollback transaction
          ROLLBACK_TO_SAVEPOINT | rollback tran x
          SAVEPOINT             | save tran x
          NONE                  | begin try
          NONE                  | set implicit_transactions on
          """)
  void findsTransactionControl(TransactionControl control, String sql) {
    assertThat(TRANSACT.judge(sql).statements())
        .singleElement()
        .returns(control, JudgedStatement::transaction);
  }

  @Test
  void endsNoTransactionBehindACondition() {
    assertThat(TRANSACT.judge("if @@trancount > 0 commit").statements())
        .extracting(JudgedStatement::transaction)
        .containsExactly(TransactionControl.NONE, TransactionControl.NONE);
    assertThat(TRANSACT.judge("if 1 = 1 begin tran").statements())
        .extracting(JudgedStatement::transaction)
        .containsExactly(TransactionControl.NONE, TransactionControl.BEGIN);
  }

  @Test
  void keepsTheOrderOfStatementsWithoutSeparators() {
    assertThat(TRANSACT.judge("select 1 drop table t commit").statements())
        .extracting(JudgedStatement::operations)
        .containsExactly(Set.of(Operation.READ), Set.of(Operation.DROP), Set.of(Operation.SESSION));
  }

  @Test
  void splitsAtGoOnLinesOfItsOwn() {
    String script = "select 1; select 2\nGO\nselect go\nfrom t\ngo 2\nGO -- x\ndrop table go";

    assertThat(TRANSACT.split(script))
        .isEqualTo(List.of("select 1; select 2", "select go\nfrom t", "drop table go"));
  }

  @Test
  void splitsOraclesScriptsAtSlashes() {
    String script = "begin a; b; end;\n/\nselect 1\n/ 2 from dual;\nselect a\n/\nb from t\n/\n";

    assertThat(Classifier.of(Dialect.ORACLE).split(script))
        .containsExactly("begin a; b; end", "select 1\n/ 2 from dual", "select a\n/\nb from t");
  }
}
