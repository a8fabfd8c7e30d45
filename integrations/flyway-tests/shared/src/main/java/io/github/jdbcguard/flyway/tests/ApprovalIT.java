package io.github.jdbcguard.flyway.tests;

import static io.github.jdbcguard.flyway.tests.Databases.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenContent;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that drops tables passes production once somebody else has signed it. */
class ApprovalIT {
  private static final String RETIRE =
      """
      -- SHOP-12: nobody reads them
      DROP TABLE archive;
      /* since 2019 */ DROP TABLE customers;
      """;

  @TempDir Path folder;
  private final KeyPair lena = newKeys();

  @BeforeEach
  void release() throws Exception {
    Databases.release(Stage.PRODUCTION);
    Path sql = Files.createDirectories(folder.resolve("sql"));
    Files.writeString(
        sql.resolve("V1__archive.sql"), "CREATE TABLE archive AS SELECT * FROM customers;\n");
    Files.writeString(sql.resolve("V2__retire.sql"), RETIRE);
    Files.writeString(
        folder.resolve("guard.yaml"),
        Shop.POLICY.replace(
                "level: protected", "level: protected\n    rules: { write: allow, ddl: allow }")
            + "approvers: [ { id: lena, key: \"%s\" } ]\n"
                .formatted(Base64.getEncoder().encodeToString(lena.getPublic().getEncoded())));
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Flyway flyway(String setting, String value) {
    Map<String, String> properties = new HashMap<>();
    properties.put("guard.policy", folder.resolve("guard.yaml").toString());
    properties.put("guard.audit", folder.resolve("audit.jsonl").toString());
    properties.put("guard.ledger", folder.resolve("ledger").toString());
    properties.put(setting, value);
    return Flyway.configure()
        .locations("filesystem:" + folder.resolve("sql"))
        .jdbcProperties(properties)
        .dataSource(SHOP.guardedUrl(Stage.PRODUCTION), Shop.USER, "")
        .load();
  }

  @Test
  void namesTheMigrationInTheRequestAndInTheAudit() throws Exception {
    Flyway refused = flyway("guard.request", folder.resolve("request.json").toString());
    String change = "flyway 2 V2__retire.sql checksum " + refused.info().pending()[1].getChecksum();

    assertThatThrownBy(refused::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining(Databases.refused() + "DROP on 'archive' needs an approval")
        .hasMessageContaining(change);
    assertThat(SHOP.rows(Stage.PRODUCTION, "SELECT count(*) FROM customers"))
        .containsExactly(List.of("1000"));
    String request = Files.readString(folder.resolve("request.json"));
    assertThat(request).contains("\"change\":\"%s\"".formatted(change));

    flyway("guard.approval", approval(request)).migrate();

    assertThat(SHOP.rows(Stage.PRODUCTION, "SELECT to_regclass('customers') IS NULL"))
        .containsExactly(List.of("t"));
    assertThat(Files.readAllLines(folder.resolve("audit.jsonl")))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"event\":\"admitted\"")
                    .contains("\"change\":\"%s\"".formatted(change))
                    .contains("\"consent\":\"approval\",\"by\":[\"lena\"]"));
  }

  /** What {@code guard request} and {@code guard approve} make of the whole file. */
  private String approval(String request) throws GeneralSecurityException {
    Request file =
        new Request(
            new Claims(
                member(request, "environment"),
                member(request, "target"),
                member(request, "identity"),
                member(request, "database"),
                member(request, "user")),
            member(request, "url"),
            member(request, "requester"),
            member(request, "reason"),
            1,
            Optional.empty(),
            Instant.now(),
            List.of(Request.Item.file("V2__retire.sql", RETIRE)));
    TokenContent content =
        file.content(
            TokenKind.APPROVAL, "lena", Dialect.POSTGRESQL, Instant.now(), Duration.ofHours(1));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(lena.getPrivate());
    signature.update(content.signedBytes());
    return Token.of(content, signature.sign()).text();
  }

  private static String member(String json, String name) {
    Matcher matcher = Pattern.compile("\"%s\":\"([^\"]*)\"".formatted(name)).matcher(json);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }
}
