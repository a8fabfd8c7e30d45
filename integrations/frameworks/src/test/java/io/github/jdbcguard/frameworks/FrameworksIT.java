package io.github.jdbcguard.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jdbcguard.driver.GuardRefusedException;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.PermissionDeniedDataAccessException;

/** Pools and frameworks change staging as without the guard, and production not at all. */
class FrameworksIT {
  private static final List<TestEngine> ENGINES = List.of(TestEngine.H2, TestEngine.POSTGRESQL);

  @TempDir static Path folder;

  /** Something that opens items, with the name that reports show. */
  record Way(String name, Opener opener) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Opens the items behind a URL. */
  interface Opener {
    Items open(String url) throws Exception;
  }

  static Stream<Arguments> ways() {
    return Stream.concat(
            Arrays.stream(Pool.values())
                .map(pool -> new Way(pool.name(), url -> new PooledItems(pool.open(url)))),
            Arrays.stream(Framework.values())
                .map(framework -> new Way(framework.name(), framework::open)))
        .flatMap(way -> ENGINES.stream().map(engine -> Arguments.of(way, engine)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void changesStagingAsWithoutTheGuard(Way way, TestEngine engine) throws Exception {
    TestDatabase raw = TestDatabase.create(engine, folder, "raw");
    TestDatabase staging = TestDatabase.create(engine, folder, "staging");

    List<String> before = use(way, raw.url());
    List<String> guarded = use(way, staging.guardedUrl());

    assertThat(guarded).isEqualTo(before).isEqualTo(List.of("one", "zwei", "three"));
    assertThat(staging.contents()).isEqualTo(raw.contents()).contains("zwei");
  }

  private static List<String> use(Way way, String url) throws Exception {
    try (Items items = way.opener().open(url)) {
      assertThat(items.names()).containsExactly("one", "two", "three");
      items.rename(2, "zwei");
      return items.names();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void readsProductionAndDoesNotChangeIt(Way way, TestEngine engine) throws Exception {
    TestDatabase production = TestDatabase.create(engine, folder, "production");
    String before = production.contents();

    try (Items items = way.opener().open(production.guardedUrl())) {
      for (int i = 0; i < 3; i++) {
        assertThat(items.names()).containsExactly("one", "two", "three");
        Throwable thrown = catchThrowable(() -> items.rename(2, "zwei"));
        assertThat(refusal(thrown).getSQLState()).isEqualTo("28X02");
        assertThat(Throwables.getStackTrace(thrown)).contains("refused on production (");
      }
      assertThat(items.names()).containsExactly("one", "two", "three");
    }
    assertThat(production.contents()).isEqualTo(before);
  }

  private static GuardRefusedException refusal(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof GuardRefusedException refusal) {
        return refusal;
      }
    }
    throw new AssertionError("not refused", thrown);
  }

  @Test
  void isAPermissionThatSpringKnowsToBeDenied() throws Exception {
    TestDatabase production = TestDatabase.create(TestEngine.POSTGRESQL, folder, "production");

    try (Items items = Framework.SPRING_JDBC.open(production.guardedUrl())) {
      assertThatThrownBy(() -> items.rename(2, "zwei"))
          .isInstanceOf(PermissionDeniedDataAccessException.class)
          .hasMessageContaining("refused on production (postgresql localhost:");
    }
  }
}
