package io.github.jdbcguard.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the same script raw and guarded on each engine, and compares what happened: each call, its
 * answer with its type, and each exception. What may differ is listed in docs/compatibility.md.
 */
class TranscriptIT {
  static final String POLICY =
      """
      guard: 1
      environments:
        local:
          level: open
          match: [ { host: localhost }, { engine: [h2, sqlite] } ]
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB", "SQLITE"})
  void tellsTheSameRawAndGuarded(TestEngine engine) throws Exception {
    TestDatabase first = database(engine);
    TestDatabase second = database(engine);

    ScriptedSession raw = played(first, first.url(), new Properties());
    ScriptedSession guarded = played(second, second.guardedUrl(), settings());

    Comparison comparison = Comparison.of(raw.transcript(), guarded.transcript());
    assertThat(comparison.unlisted()).as("differences that no document lists").isEmpty();
    assertThat(comparison.listed())
        .as("differences as listed in docs/compatibility.md")
        .isEqualTo(CompatibilityDocument.differencesOn(engine));
    assertThat(leftOut(guarded.recorder().called())).as("methods that no step calls").isEmpty();
  }

  @Test
  void knowsWhatTheDocumentLists() {
    assertThat(CompatibilityDocument.titles())
        .containsExactlyElementsOf(
            Stream.of(KnownDifference.values()).map(KnownDifference::title).toList());
  }

  /** Of objects that the engine has at all. */
  private static Set<String> leftOut(Set<String> called) {
    Set<String> seen =
        called.stream().map(call -> call.replaceFirst("\\..*", "")).collect(Collectors.toSet());
    return Recorder.JDBC.stream()
        .filter(type -> seen.contains(type.getSimpleName()))
        .flatMap(type -> Sweep.methods(type).map(method -> Recorder.signature(type, method)))
        .filter(method -> !called.contains(method))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Step> script() {
    return Stream.of(
            ConnectionSteps.steps(),
            StatementSteps.steps(),
            PreparedSteps.steps(),
            RowSteps.steps(),
            ChangeSteps.steps(),
            MetaDataSteps.steps(),
            IdentitySteps.steps())
        .flatMap(List::stream)
        .toList();
  }

  private TestDatabase database(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "transcript");
    Schema.of(engine).create(database);
    return database;
  }

  private Properties settings() throws Exception {
    Properties settings = new Properties();
    settings.setProperty(
        "guard.policy", Files.writeString(folder.resolve("guard.yaml"), POLICY).toString());
    settings.setProperty("guard.audit", folder.resolve("audit.jsonl").toString());
    return settings;
  }

  private static ScriptedSession played(TestDatabase database, String url, Properties settings)
      throws Exception {
    Transcript transcript = new Transcript();
    ScriptedSession session =
        new ScriptedSession(database, url, settings, transcript, new Recorder(transcript, url));
    for (Step step : script()) {
      session.run(step);
    }
    return session;
  }
}
