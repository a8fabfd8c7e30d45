package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.sql.Judgement;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which texts are kept, and which are forgotten. */
class KeptRulingsTest {
  private static final int ROOM = 10_000;

  /** So many short texts fill it. */
  private static final int MANY = 60;

  private final KeptRulings kept = new KeptRulings(ROOM);
  private Decisions decisions;
  private Judgement judgement;

  @BeforeEach
  void open(@TempDir Path audit) {
    decisions = Sessions.by(Sessions.policy("guarded"), audit).session().decisions();
    judgement = decisions.of("select 1").judgement();
  }

  private Ruling ruling(String sql) {
    return decisions.ruling(sql, judgement);
  }

  private Ruling keep(String sql) {
    Ruling ruling = ruling(sql);
    kept.keep(ruling);
    return ruling;
  }

  @Test
  void findsWhatWasKept() {
    Ruling one = keep("select 1");

    assertThat(kept.find(String.valueOf("select 1".toCharArray()))).isSameAs(one);
    assertThat(kept.find("select 2")).isNull();
  }

  @Test
  void forgetsWhatNobodyLookedFor() {
    keep("select 1");

    IntStream.range(0, MANY).forEach(i -> keep("update t set a = " + i));

    assertThat(kept.find("select 1")).isNull();
    assertThat(kept.find("update t set a = " + (MANY - 1))).isNotNull();
  }

  @Test
  void keepsWhatSomebodyLooksForAgainAndAgain() {
    Ruling one = keep("select 1");

    for (int i = 0; i < 10 * MANY; i++) {
      keep("update t set a = " + i);
      assertThat(kept.find("select 1")).isSameAs(one);
    }
  }

  @Test
  void holdsNoMoreThanThereIsRoomFor() {
    IntStream.range(0, 10 * MANY).forEach(i -> keep("update t set a = " + i));

    assertThat(IntStream.range(0, 10 * MANY))
        .filteredOn(i -> kept.find("update t set a = " + i) != null)
        .hasSizeLessThan(ROOM / 200);
  }

  @Test
  void doesNotGiveUpAllOthersForOneLongText() {
    Ruling one = keep("select 1");

    String text = "select '" + "x".repeat(ROOM) + "'";
    keep(text);

    assertThat(kept.find("select 1")).isSameAs(one);
    assertThat(kept.find(text)).isNull();
  }

  @Test
  void takesNoTextForAnotherWhereManyThreadsUseIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all =
          IntStream.range(0, 4).<Future<?>>mapToObj(t -> threads.submit(this::use)).toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void use() {
    for (int i = 0; i < 20_000; i++) {
      String sql = "update t set a = " + (i % (2 * MANY));
      Ruling found = kept.find(sql);
      if (found == null) {
        keep(sql);
      } else {
        assertThat(found.sql()).isEqualTo(sql);
      }
    }
  }
}
