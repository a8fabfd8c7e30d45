package io.github.jdbcguard.confirm;

import static io.github.jdbcguard.confirm.Contents.DROP;
import static io.github.jdbcguard.confirm.Contents.approvalBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final Signer LENA = Signer.of("lena");
  private static final String WHOLE = approvalBy("lena").statements(DROP).content().text();

  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() throws Exception {
    TokenContent content =
        new TokenContent(
            TokenKind.APPROVAL,
            Contents.REQUEST,
            Contents.CLAIMS,
            "sam",
            "lena",
            Contents.NOW,
            Contents.NOW.plusSeconds(60),
            2,
            "größer: a: b",
            List.of(DROP),
            List.of(new MigrationFile(Contents.OTHER, "V7 drop.sql")));

    Token token = LENA.sign(content);

    assertThat(Token.parse(token.text()).content()).isEqualTo(content);
    assertThat(Token.parse(token.text()).signedBy(LENA.keys().getPublic())).isTrue();
    assertThat(content.text())
        .isEqualTo(
            """
            jdbc-guard-token 1
            kind: approval
            request: %s
            environment: production
            target: pg db/shop
            identity: 7339
            database: shop
            user: app
            requester: sam
            approver: lena
            not-before: 2026-11-23T12:00:00Z
            expires: 2026-11-23T12:01:00Z
            uses: 2
            reason: größer: a: b
            statement: %s
            migration: %s V7 drop.sql
            """
                .formatted(Contents.REQUEST, DROP, Contents.OTHER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          token 1              | token 2                | it is of version 2, and this is for version 1; use a JDBC Guard that knows it
          jdbc-guard-token 1   | jdbc-guard-tokens 1    | its first line is not 'jdbc-guard-token 1'
          kind: approval       | kind: permit           | its kind is not one of this version
          kind: approval       | kind:approval          | line 2 should be 'kind', and is not: missing, doubled, unknown, or out of order
          user: app\\n          |                        | line 8 should be 'user', and is not: missing, doubled, unknown, or out of order
          user: app            | user: app\\nuser: app   | line 9 should be 'requester', and is not: missing, doubled, unknown, or out of order
          user: app            | user: app\\ncolour: red | line 9 should be 'requester', and is not: missing, doubled, unknown, or out of order
          uses: 1              | uses: 0                | 'uses' is not of its form
          uses: 1              | uses: +1               | 'uses' is not of its form
          uses: 1              | uses: 2000000          | uses is not between 1 and 1000000
          T12:00               | T24:30                 | -
          11:59:00Z            | 11:59:00.5Z            | 'not-before' is not of its form
          not-before: 2026     | not-before: 2027       | it expires before it holds
          requester: sam       | requester:             | line 9 should be 'requester', and is not: missing, doubled, unknown, or out of order
          user: app            | user: a\\u202Epp        | user holds the character U+202E, which nobody can see
          user: app            | user: a\\tpp            | user holds the character U+0009, which nobody can see
          statement: .*\\n      |                        | it names no statement
          statement: .         | statement: G           | 'statement' is not of its form
          reason: SHOP-12      | reason: SHOP-12\\r      | reason holds the character U+000D, which nobody can see
          reason: SHOP-12\\n    |                        | line 14 should be 'reason', and is not: missing, doubled, unknown, or out of order
          \\n$                  |                        | the last line has no end
          \\n$                  | \\n\\n                   | line 16 should be 'migration', and is not: missing, doubled, unknown, or out of order
          """)
  void refusesWhatIsWrittenOtherwise(String part, String other, String why) {
    String changed =
        WHOLE.replaceFirst(
            part,
            (other == null ? "" : other)
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\u202E", "\u202e"));
    if (why.equals("-")) {
      assertThat(changed).isEqualTo(WHOLE);
      return;
    }

    assertThat(changed).isNotEqualTo(WHOLE);
    assertThatThrownBy(() -> Token.parse(token(changed)))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessage(why);
  }

  private static String token(String payload) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "guard1."
        + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(new byte[64]);
  }

  @Test
  void refusesOtherForms() {
    String token = token(WHOLE);
    String base64 = token.substring(7, token.indexOf('.', 7));
    assertRefused(
        token.replace("guard1", "guard2"), "it is not of the form guard1.PAYLOAD.SIGNATURE");
    assertRefused(token + ".x", "it is not of the form guard1.PAYLOAD.SIGNATURE");
    assertRefused(token.replace(base64, "eHg="), "its payload is no plain base64url");
    assertRefused(token.replace(base64, "%%"), "its payload is no base64url");
    assertRefused(token.substring(0, token.length() - 4), "its signature is not 64 bytes");
    assertRefused(
        token.substring(0, token.length() - 1) + "B", "its signature is no plain base64url");
    assertRefused(token.replace(base64, "_w"), "its payload is no UTF-8");
    assertRefused(
        "guard1." + "A".repeat(1 << 20), "it has more than 1048576 characters, and no token has");
  }

  private static void assertRefused(String token, String why) {
    assertThatThrownBy(() -> Token.parse(token))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nuses: 9", "a\u0085", "a\u2028b", "\ud800", "a\u200bb"})
  void letsNoValueForgeALine(String value) {
    Contents contents = approvalBy("lena").reason(value);

    assertThatThrownBy(() -> contents.content().signedBytes())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("reason holds the character U+");
  }

  @Test
  void readsSettings() throws Exception {
    Token one = LENA.sign(approvalBy("lena").content());
    Token other = LENA.sign(approvalBy("lena").uses(2).content());
    Path file = folder.resolve("approvals");
    Files.writeString(file, "# two\n\n" + one.text() + "\r\n  " + other.text() + "\n");

    assertThat(ApprovalTokens.read(" %s , %s,".formatted(one.text(), file)))
        .containsExactly(one, other);
    assertThat(ApprovalTokens.read("")).isEmpty();
    assertThat(one.toString()).isEqualTo("approval by lena");
  }

  @Test
  void saysWhereATokenIsBrokenAndNeverShowsIt() throws Exception {
    String canary = "guard1.Q0FOQVJZ.Q0FOQVJZ";
    Path file = Files.writeString(folder.resolve("approvals"), "# one\n" + canary + "\n");

    assertThatThrownBy(() -> ApprovalTokens.read(file.toString()))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessage(file + ":2: the approval cannot be read: its signature is not 64 bytes");
    assertThatThrownBy(() -> ApprovalTokens.read("," + canary))
        .hasMessage("token 2 of the approval cannot be read: its signature is not 64 bytes");
    assertThatThrownBy(() -> ApprovalTokens.read("x" + canary))
        .hasMessage("the file of approvals that is named cannot be read (NoSuchFileException)");
    assertThatThrownBy(() -> ApprovalTokens.read("none.approval"))
        .hasMessage("the file of approvals 'none.approval' cannot be read (NoSuchFileException)");
  }

  @Test
  void knowsStatementsByTheirText() {
    assertThat(StatementDigest.of(" DROP TABLE legacy;\n")).isEqualTo(DROP);
    assertThat(StatementDigest.of("DROP TABLE\r\nlegacy"))
        .isEqualTo(StatementDigest.of("DROP TABLE\nlegacy"))
        .isNotEqualTo(DROP);
    assertThat(StatementDigest.of("drop table legacy")).isNotEqualTo(DROP);
    assertThat(StatementDigest.of("SELECT '\ud800'"))
        .isNotEqualTo(StatementDigest.of("SELECT '?'"))
        .isNotEqualTo(StatementDigest.of("SELECT '\udc00'"));
    assertThat(StatementDigest.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
