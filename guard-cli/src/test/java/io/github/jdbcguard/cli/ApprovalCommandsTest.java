package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.ApprovalTokens;
import io.github.jdbcguard.confirm.FileLedger;
import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.PublicKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Asks, signs and breaks glass, with somebody who types at a terminal of the test. */
class ApprovalCommandsTest {
  private static final String URL =
      "jdbc:postgresql://db.example.com/shop?user=app&password=CANARY";

  @TempDir Path folder;

  private Path key;
  private KeyPair lena;
  private Typist typist = new Typist(true);
  private Set<Origin> origins = Set.of(Origin.WORKSTATION);

  /** Types these lines. */
  private static final class Typist implements Terminal {
    private final boolean present;
    private final Deque<String> lines;
    private final StringBuilder shown = new StringBuilder();

    Typist(boolean present, String... lines) {
      this.present = present;
      this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public boolean present() {
      return present;
    }

    @Override
    public boolean attended() {
      return present;
    }

    @Override
    public void discardTypedAhead() {}

    @Override
    public void show(String text) {
      shown.append(text);
    }

    @Override
    public Optional<String> readLine(Duration patience) {
      return Optional.ofNullable(lines.poll());
    }
  }

  /** What a command said. */
  private record Said(int exit, String out, String err) {}

  @BeforeEach
  void writePolicy() throws Exception {
    lena = keys();
    key = privateKey("lena.pem", lena);
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: protected
            match: [ { host: db.example.com, database: shop } ]
            break_glass: { people: [lena], reason_length: 10, valid_for: 30m }
        approvers:
          - { id: lena, key: "%s" }
          - { id: omar, key: "%s", user: [sam] }
        """
            .formatted(base64(lena), base64(keys())));
  }

  private static KeyPair keys() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String base64(KeyPair pair) {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  private Path privateKey(String name, KeyPair pair) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
  }

  private Said run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(Complaints::unusable)
            .setExecutionExceptionHandler(Complaints::failed)
            .execute(arguments);
    return new Said(exit, out.toString(), err.toString());
  }

  private Said request(String... arguments) {
    List<String> all = new ArrayList<>(List.of(URL, "-o", file().toString()));
    all.addAll(List.of("-p", "guard.policy=" + folder.resolve("guard.yaml"), "--requester", "sam"));
    all.addAll(List.of(arguments));
    return run(new RequestCommand(), all.toArray(String[]::new));
  }

  private Path file() {
    return folder.resolve("request.json");
  }

  private Path approvals() {
    return folder.resolve("request.json.approval");
  }

  private Said approve(String... arguments) {
    List<String> all = new ArrayList<>(List.of(file().toString()));
    all.addAll(List.of("--policy", folder.resolve("guard.yaml").toString()));
    all.addAll(List.of(arguments));
    return run(
        new ApproveCommand(new Ceremony(typist, explanation -> origins)),
        all.toArray(String[]::new));
  }

  private Said approveAsLena(String... more) {
    List<String> all = new ArrayList<>(List.of("--as", "lena", "--key", key.toString()));
    all.addAll(List.of(more));
    return approve(all.toArray(String[]::new));
  }

  @Test
  void signsWhatWasShown() throws Exception {
    Path migration =
        Files.writeString(
            folder.resolve("V7__drop.sql"), "DROP TABLE legacy;\n-- why\nTRUNCATE logs;\n");
    Said requested =
        request(migration.toString(), "--sql", "DELETE FROM \"o\u202e\"", "--reason", "SHOP-12");
    typist = new Typist(true, "shop", "production");

    Said approved = approveAsLena();

    assertThat(requested.exit()).as(requested.err()).isEqualTo(0);
    assertThat(requested.out())
        .contains("3 statements for production, by sam", "next: somebody else reads and signs it");
    assertThat(Files.readString(file())).doesNotContain("CANARY");
    assertThat(approved.exit()).as(approved.out() + approved.err()).isEqualTo(0);
    assertThat(approved.out()).contains("next: GUARD_APPROVAL=" + approvals());
    assertThat(typist.shown)
        .contains(
            "asked by      sam, at ",
            "reason        SHOP-12",
            "environment   production",
            "file          V7__drop.sql ",
            "statement 2 of 3",
            "    | TRUNCATE logs",
            "    | DELETE FROM \"o<U+202E>\"",
            "type 'production' to approve it, or nothing not to: ");
    List<Token> tokens = ApprovalTokens.inFile(approvals().toString());
    assertThat(tokens)
        .singleElement()
        .satisfies(
            token -> {
              assertThat(token.signedBy(PublicKeys.parse(base64(lena)))).isTrue();
              assertThat(token.content().statements()).hasSize(3);
              assertThat(token.content().claims().user()).isEqualTo("app");
              assertThat(token.content().validity()).isEqualTo(Duration.ofHours(8));
            });
    assertThat(approved.out() + typist.shown).doesNotContain(tokens.get(0).text());
  }

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"AGENT", "CI"})
  void letsNoMachineSign(Origin origin) {
    request("--sql", "DROP TABLE a", "--reason", "SHOP-12");
    typist = new Typist(true, "production");
    origins = Set.of(Origin.WORKSTATION, origin);

    Said said = approveAsLena();

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("not signed: ", "can ask for an approval, and never give one");
    assertThat(approvals()).doesNotExist();
    assertThat(typist.shown).isEmpty();
  }

  @Test
  void signsNowhereButAtATerminal() {
    request("--sql", "DROP TABLE a", "--reason", "SHOP-12");
    typist = new Typist(false, "production");

    Said said = approveAsLena();

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("nobody can be asked here: run this at a terminal");
    assertThat(approvals()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"shop,shop,shop", "'',production,production", "PRODUCTION,production ,x"})
  void takesTheNameOfTheEnvironmentAndNothingElse(String first, String second, String third) {
    request("--sql", "DROP TABLE a", "--reason", "SHOP-12");
    typist = new Typist(true, first, second, third);

    Said said = approveAsLena();

    boolean right = second.strip().equals("production") && !first.isEmpty();
    assertThat(said.exit()).isEqualTo(right ? 0 : 1);
    assertThat(Files.exists(approvals())).isEqualTo(right);
  }

  /** The request's own words count for nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "environment":"production"|"environment":"local" | the request says environment 'local', and it is 'production'
          db.example.com:5432/shop|localhost:5432/shop | the request says target
          "database":"shop"|"database":"shop_test" | the request says database 'shop_test', and it is 'shop'
          jdbc:postgresql://db.example.com/shop|jdbc:postgresql://localhost/shop | the request says environment 'production', and it is 'undeclared'
          """)
  void refusesARequestThatIsNotTrue(String part, String other, String why) throws Exception {
    request("--sql", "DROP TABLE a", "--reason", "SHOP-12");
    String text = Files.readString(file());
    assertThat(text).contains(part);
    Files.writeString(file(), text.replace(part, other));
    typist = new Typist(true, "production", "local");

    Said said = approveAsLena();

    assertThat(said.exit()).as(said.err()).isEqualTo(1);
    assertThat(said.out()).contains("not signed: the request is not what it says: ", why);
    assertThat(typist.shown.toString()).contains("NOT TRUE: ");
    assertThat(approvals()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"guard_request":1|{"guard_request":2 | its 'guard_request' is not 1
          "uses":1,|"uses":1,"uses":1, | is no JSON as a request has it
          "uses":1,|"usage":1, | 'usage' belongs to no request
          "requester":"sam",| | 'requester' is missing
          "requester":"sam"|"requester":["sam"] | 'requester' is no text
          "uses":1,|"uses":0, | a request is for between 1 and 1000000 uses
          ]}|]}] | is no JSON as a request has it
          TRUNCATE|DROP TABLE | the text of V7.sql is not the one with its sha256
          """)
  void refusesWhatIsNoRequest(String part, String other, String why) throws Exception {
    Path migration = Files.writeString(folder.resolve("V7.sql"), "TRUNCATE logs;\n");
    request(migration.toString(), "--reason", "SHOP-12");
    String text = Files.readString(file());
    assertThat(text).contains(part);
    Files.writeString(file(), text.replace(part, other == null ? "" : other));

    Said said = approveAsLena();

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains(why);
  }

  @Test
  void asksThePolicyWhoMaySign() throws Exception {
    request("--sql", "DROP TABLE a", "--reason", "SHOP-12");
    Path other = privateKey("other.pem", keys());
    typist = new Typist(true, "production");

    assertThat(approve("--as", "kim", "--key", key.toString()).out())
        .contains("kim is not among the approvers of production in the policy");
    assertThat(approve("--as", "omar", "--key", key.toString()).out())
        .contains("your signature would not count: the requester's own signature does not count");
    assertThat(approveAsLena("--valid-for", "9h").out())
        .contains("valid for 9h, and production allows 8h at most");
    Said wrongKey = approve("--as", "lena", "--key", other.toString());
    assertThat(wrongKey.exit()).isEqualTo(2);
    assertThat(wrongKey.err()).contains("this is not the key that the policy has for 'lena'");
    assertThat(approvals()).doesNotExist();
  }

  @Test
  void keepsAVetoInTheLedger() throws Exception {
    request("--sql", "DROP TABLE a", "--reason", "SHOP-12");
    typist = new Typist(true, "production");
    Path ledger = folder.resolve("ledger");

    Said said = approveAsLena("--veto", "--ledger", ledger.toString());

    assertThat(said.exit()).as(said.err()).isEqualTo(0);
    Token token = ApprovalTokens.inFile(approvals().toString()).get(0);
    assertThat(token.content().kind()).isEqualTo(TokenKind.VETO);
    assertThat(new FileLedger(ledger).vetoes(token.content().request()))
        .containsExactly(token.text());
  }

  @Test
  void requestsNothingThatNobodyCouldSign() {
    assertThat(request("--reason", "SHOP-12").err()).contains("there is no statement to approve");
    assertThat(request("--sql", "DROP TABLE a", "--reason", "a\u202eb").err())
        .contains("reason holds the character U+202E, which nobody can see");
    assertThat(request("--sql", "DROP TABLE a", "--reason", "x", "--uses", "0").err())
        .contains("a request is for between 1 and 1000000 uses");
    assertThat(file()).doesNotExist();
  }

  private Said breakGlass(String... arguments) {
    List<String> all = new ArrayList<>(List.of(URL, "--key", key.toString()));
    all.addAll(List.of("--policy", folder.resolve("guard.yaml").toString()));
    all.addAll(List.of(arguments));
    return run(
        new BreakGlassCommand(new Ceremony(typist, explanation -> origins)),
        all.toArray(String[]::new));
  }

  @Test
  void breaksTheGlassForThoseWhomThePolicyNames() throws Exception {
    typist = new Typist(true, "production");

    Said said = breakGlass("--as", "lena", "--reason", "INC-77: disk full", "--for", "20m");

    assertThat(said.exit()).as(said.err()).isEqualTo(0);
    assertThat(typist.shown)
        .contains("this breaks the glass of production", "(20m)", "INC-77: disk full");
    String setting =
        said.out().lines().filter(line -> line.startsWith("export ")).findFirst().orElseThrow();
    Token token = Token.parse(setting.substring("export GUARD_APPROVAL=".length()));
    assertThat(token.content().kind()).isEqualTo(TokenKind.BREAK_GLASS);
    assertThat(token.signedBy(PublicKeys.parse(base64(lena)))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "omar,INC-77: disk full,20m,omar is not among the people who may break the glass of production",
    "lena,disk full,20m,'its reason has 9 characters, and production wants 10 at least'",
    "lena,INC-77: disk full,31m,'valid for 31m, and production allows 30m at most'"
  })
  void leavesTheGlassWhole(String id, String reason, String time, String why) {
    typist = new Typist(true, "production");

    Said said = breakGlass("--as", id, "--reason", reason, "--for", time);

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("not signed: " + why);
  }
}
