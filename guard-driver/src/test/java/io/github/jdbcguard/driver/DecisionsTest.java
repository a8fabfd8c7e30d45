package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.sql.Operation;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of texts, and that none is taken for another one. */
class DecisionsTest {
  private static final int MORE_THAN_NEAR = 5_000;

  private Decisions decisions;

  @BeforeEach
  void open(@TempDir Path audit) {
    decisions = Sessions.by(Sessions.policy("guarded"), audit).session().decisions();
  }

  @Test
  void takesNoTextForAnotherOne() {
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < MORE_THAN_NEAR; i++) {
        String read = "select a from t where id = " + i;
        String write = "delete from t where id = " + i;

        assertThat(operations(read)).as(read).containsExactly(Operation.READ);
        assertThat(operations(write)).as(write).containsExactly(Operation.DELETE);
      }
    }
  }

  @Test
  void takesNoTextForAnotherOneOfTheSameHash() {
    String read = "select iqindxrr";
    String write = "drop table hmkqtnjg";
    assertThat(read.hashCode()).isEqualTo(write.hashCode());

    for (int round = 0; round < 4; round++) {
      assertThat(operations(read)).containsExactly(Operation.READ);
      assertThat(operations(write)).containsExactly(Operation.DROP);
    }
  }

  @Test
  void remembersWhatComesAgain() {
    decisions.of("select 1");
    Ruling second = decisions.of("select 1");

    assertThat(decisions.of("select 1")).isSameAs(second);
    assertThat(decisions.of(String.valueOf("select 1".toCharArray()))).isSameAs(second);
  }

  private Set<Operation> operations(String sql) {
    return decisions.of(sql).judgement().operations();
  }
}
