package io.github.jdbcguard.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.Uses.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Does what applications and libraries do, raw and guarded, and compares what they found. */
class UsesIT {
  @TempDir static Path folder;

  /** Of each engine one for raw and one for guarded use. */
  private static final Map<TestEngine, List<TestDatabase>> DATABASES =
      new EnumMap<>(TestEngine.class);

  static Stream<Arguments> uses() {
    return Stream.of(Uses.all(), LibraryUses.all())
        .flatMap(List::stream)
        .flatMap(use -> use.engines().stream().sorted().map(engine -> Arguments.of(use, engine)));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void findsTheSameRawAndGuarded(Use use, TestEngine engine) throws Exception {
    List<TestDatabase> databases = databases(engine);
    for (TestDatabase database : databases) {
      Schema.of(engine).reset(database);
    }
    String raw = databases.get(0).url();
    String guarded = databases.get(1).guardedUrl();

    Object expected = use.body().run(new UrlDataSource(raw, new Properties()));
    Object found = use.body().run(new UrlDataSource(guarded, settings()));

    assertThat(found).isEqualTo(expected);
    assertThat(databases.get(1).contents()).isEqualTo(databases.get(0).contents());
  }

  private static List<TestDatabase> databases(TestEngine engine) throws SQLException {
    if (!DATABASES.containsKey(engine)) {
      DATABASES.put(engine, List.of(database(engine), database(engine)));
    }
    return DATABASES.get(engine);
  }

  private static TestDatabase database(TestEngine engine) throws SQLException {
    TestDatabase database = TestDatabase.create(engine, folder, "uses");
    Schema.of(engine).create(database);
    return database;
  }

  private static Properties settings() throws Exception {
    Properties settings = new Properties();
    settings.setProperty(
        "guard.policy",
        Files.writeString(folder.resolve("guard.yaml"), TranscriptIT.POLICY).toString());
    settings.setProperty("guard.audit", folder.resolve("audit.jsonl").toString());
    return settings;
  }
}
