package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.Signer;
import io.github.jdbcguard.confirm.StatementDigest;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenContent;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people have signed, on real engines. */
class SignedConsentsIT {
  private static final String DELETE = "DELETE FROM items";
  private static final String UPDATE = "UPDATE items SET name = 'x' WHERE id = 1";
  private static final String UNTOUCHED = "1=one 2=two 3=three";
  private static final Signer LENA = Signer.of("lena");
  private static final Signer OMAR = Signer.of("omar");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void letPassOnceWhatWasApproved(TestEngine engine) throws Exception {
    TestDatabase database = database(engine, "protected", "");
    Guarded guarded = new Guarded(folder);
    String token;
    try (Connection connection = open(guarded, database, "guard.request", file("request.json"));
        Statement statement = connection.createStatement()) {
      GuardRefusedException refusal = refused("28X03", () -> statement.executeUpdate(DELETE + ";"));
      assertThat((Throwable) refusal)
          .hasMessageContaining("have it signed: guard approve " + file("request.json"));
      token = sign(LENA, content(connection, TokenKind.APPROVAL, "lena", DELETE)).text();
    }
    assertThat(Files.readString(folder.resolve("request.json")))
        .contains("{\"guard_request\":1,")
        .contains("\"sql\":\"" + DELETE);

    try (Connection connection = open(guarded, database, "guard.approval", token);
        Statement statement = connection.createStatement()) {
      refused("28X03", () -> statement.executeUpdate("DELETE FROM items WHERE true"));
      assertThat(statement.executeUpdate(DELETE)).isEqualTo(3);

      GuardRefusedException again = refused("28X03", () -> statement.executeUpdate(DELETE));
      assertThat((Throwable) again).hasMessageContaining("was used already (1 of 1)");
    }
    assertThat(database.contents()).isEmpty();
    assertThat(guarded.audited())
        .contains("\"consent\":\"approval\",\"by\":[\"lena\"]")
        .contains("\"result\":\"ok\",\"rows\":3")
        .doesNotContain(token);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void countEachTimeOfABatch(TestEngine engine) throws Exception {
    TestDatabase database = database(engine, "protected", "");
    String all = "UPDATE items SET id = id + 10";
    try (Connection connection = open(new Guarded(folder), database);
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(all)) {
      Token token = sign(LENA, content(connection, TokenKind.APPROVAL, "lena", all));
      statement.execute("GUARD APPROVE '" + token.text() + "'");
      for (int i = 0; i < 2; i++) {
        statement.addBatch(all);
        prepared.addBatch();
      }

      refused("28X03", statement::executeBatch);
      refused("28X03", prepared::executeBatch);
      prepared.addBatch();
      assertThat(prepared.executeBatch()).hasSize(1);
    }
    assertThat(database.contents()).isEqualTo("11=one 12=two 13=three");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void needEverySignature(TestEngine engine) throws Exception {
    TestDatabase database = database(engine, "protected", "approve: { required: 2 }");
    Guarded guarded = new Guarded(folder);
    try (Connection connection = open(guarded, database);
        PreparedStatement statement = connection.prepareStatement(DELETE);
        Statement guard = connection.createStatement()) {
      TokenContent byLena = content(connection, TokenKind.APPROVAL, "lena", DELETE);
      guard.execute("GUARD APPROVE '" + sign(LENA, byLena).text() + "'");
      assertThat((Throwable) refused("28X03", statement::executeUpdate))
          .hasMessageContaining("1 of 2 signatures");

      TokenContent byOmar = content(connection, TokenKind.APPROVAL, "omar", DELETE);
      guard.execute("GUARD APPROVE '" + sign(OMAR, byOmar).text() + "'");
      assertThat(statement.executeUpdate()).isEqualTo(3);
      guard.execute("GUARD RELEASE");
      refused("28X03", statement::executeUpdate);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void endWithOneVeto(TestEngine engine) throws Exception {
    TestDatabase database = database(engine, "protected", "");
    try (Connection connection = open(new Guarded(folder), database);
        Statement statement = connection.createStatement()) {
      Token approval = sign(LENA, content(connection, TokenKind.APPROVAL, "lena", DELETE));
      Token veto = sign(OMAR, content(connection, TokenKind.VETO, "omar", DELETE));
      statement.execute("GUARD APPROVE '" + approval.text() + "," + veto.text() + "'");

      assertThat((Throwable) refused("28X03", () -> statement.executeUpdate(DELETE)))
          .hasMessageContaining("vetoed by omar");
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void openASealedDatabaseInAnEmergencyUntilTheyEnd(TestEngine engine) throws Exception {
    TestDatabase database =
        database(engine, "sealed", "break_glass: { people: [lena], valid_for: 1h }");
    Guarded guarded = new Guarded(folder);
    String token;
    try (Connection connection = open(guarded, database)) {
      token = sign(LENA, glass(connection, Duration.ofSeconds(4))).text();
    }
    try (Connection connection = open(guarded, database, "guard.approval", token);
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(UPDATE)) {
      assertThat(statement.executeUpdate(UPDATE)).isEqualTo(1);
      assertThat(prepared.executeUpdate()).isEqualTo(1);
      List<String> events =
          guarded
              .audited()
              .lines()
              .filter(line -> !line.contains("\"opened\""))
              .map(line -> line.replaceAll(".*\"event\":\"([a-z-]+)\".*", "$1"))
              .toList();
      assertThat(events)
          .containsExactly("glass-broken", "admitted", "completed", "admitted", "completed");
      assertThat(guarded.audited()).contains("\"by\":[\"lena\"]");

      Thread.sleep(Duration.ofSeconds(5).toMillis());
      assertThat((Throwable) refused("28X01", prepared::executeUpdate))
          .hasMessageContaining("expired at");
    }
    assertThat(database.contents()).isEqualTo("1=x 2=two 3=three");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void openNothingThatCannotBeRecorded(TestEngine engine) throws Exception {
    TestDatabase database =
        database(engine, "protected", "break_glass: { people: [lena], valid_for: 1h }");
    Files.writeString(
        folder.resolve("guard.yaml"),
        Files.readString(folder.resolve("guard.yaml")) + "defaults: { audit_failure: warn }\n");
    Guarded guarded = new Guarded(folder);
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    try (Connection connection =
            open(guarded, database, "guard.audit", notAFolder.resolve("audit").toString());
        Statement statement = connection.createStatement()) {
      Token token = sign(LENA, glass(connection, Duration.ofMinutes(1)));
      statement.execute("GUARD APPROVE '" + token.text() + "'");

      assertThat((Throwable) refused("28X01", () -> statement.executeUpdate(DELETE)))
          .hasMessageContaining("has to be recorded before it is sent");
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  /** A database of this level, in an environment with these terms. */
  private TestDatabase database(TestEngine engine, String level, String terms)
      throws IOException, SQLException {
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: %s
            match: [ { database: "*%s_*" } ]
            %s
        approvers:
        %s
        """
            .formatted(
                level,
                level,
                terms,
                Arrays.stream(new Signer[] {LENA, OMAR})
                    .map(Signer::approver)
                    .map(one -> "  - { id: %s, key: \"%s\" }".formatted(one.id(), one.key()))
                    .collect(Collectors.joining("\n"))));
    return TestDatabase.create(engine, folder, level);
  }

  private Connection open(Guarded guarded, TestDatabase database, String... settings)
      throws SQLException {
    String[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "guard.ledger";
    all[settings.length + 1] = file("ledger");
    return guarded.open(database, all);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Token sign(Signer signer, TokenContent content) {
    return signer.sign(content);
  }

  private static TokenContent content(
      Connection connection, TokenKind kind, String approver, String sql) throws SQLException {
    Instant now = Instant.now();
    return new TokenContent(
        kind,
        StatementDigest.of("the request"),
        SessionClaims.of(session(connection)),
        "sam",
        approver,
        now,
        now.plus(Duration.ofHours(1)),
        1,
        "ticket 4711",
        List.of(StatementDigest.of(sql)),
        List.of());
  }

  private static TokenContent glass(Connection connection, Duration validity) throws SQLException {
    Instant now = Instant.now();
    return new TokenContent(
        TokenKind.BREAK_GLASS,
        StatementDigest.of("this opening"),
        SessionClaims.of(session(connection)),
        "lena",
        "lena",
        now,
        now.plus(validity),
        1,
        "INC-77: the queue table fills the disk",
        List.of(),
        List.of());
  }

  private static Session session(Connection connection) {
    return ((GuardedConnection) connection).session();
  }
}
