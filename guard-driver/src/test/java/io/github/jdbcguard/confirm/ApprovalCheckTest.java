package io.github.jdbcguard.confirm;

import static io.github.jdbcguard.confirm.Contents.CLAIMS;
import static io.github.jdbcguard.confirm.Contents.DROP;
import static io.github.jdbcguard.confirm.Contents.NOW;
import static io.github.jdbcguard.confirm.Contents.OTHER;
import static io.github.jdbcguard.confirm.Contents.REQUEST;
import static io.github.jdbcguard.confirm.Contents.TRUNCATE;
import static io.github.jdbcguard.confirm.Contents.approvalBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.ApprovalCheck.Granted;
import io.github.jdbcguard.confirm.ApprovalCheck.Refused;
import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.ConsentTerms;
import io.github.jdbcguard.policy.ConsentTerms.Approval;
import io.github.jdbcguard.policy.ConsentTerms.BreakGlass;
import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.ConsentTerms.Scope;
import io.github.jdbcguard.policy.Layer.Approver;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovalCheckTest {
  private static final Signer LENA = Signer.of("lena");
  private static final Signer OMAR = Signer.of("omar");
  private static final Signer SAM = Signer.of("sam");
  private static final Signer MALLORY = Signer.of("mallory");
  private static final List<String> SENT = List.of(DROP);

  private final MemoryLedger ledger = new MemoryLedger();

  private static Authority production(Approval approval, Approver... approvers) {
    return new Authority(
        "production",
        new ConsentTerms(
            new Confirmation(
                "production",
                false,
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Scope.STATEMENT),
            approval,
            new BreakGlass(Set.of(), 20, Duration.ofHours(1))),
        Arrays.asList(approvers));
  }

  private static Authority oneOf(Approver... approvers) {
    return production(new Approval(Set.of(), 1, false, Duration.ofHours(8)), approvers);
  }

  private static Authority twoOf(Approver... approvers) {
    return production(new Approval(Set.of(), 2, false, Duration.ofHours(8)), approvers);
  }

  private static Authority usual() {
    return oneOf(LENA.approver(), OMAR.approver(), SAM.approver("samuel"));
  }

  private static Authority usualTwo() {
    return twoOf(LENA.approver(), OMAR.approver(), SAM.approver("samuel"));
  }

  private ApprovalCheck.Result check(List<Token> tokens, List<String> sent, Authority... who) {
    return new ApprovalCheck(CLAIMS, List.of(who), ledger, NOW, "sam@laptop").check(tokens, sent);
  }

  private static Token lenas() {
    return LENA.sign(approvalBy("lena").content());
  }

  @Test
  void grantsWhatWasApproved() throws Exception {
    ApprovalCheck.Result result = check(List.of(lenas()), List.of(DROP, TRUNCATE), usual());

    Granted granted = (Granted) result;
    assertThat(granted.approvers()).containsExactly("lena");
    assertThat(granted.request()).isEqualTo(REQUEST);
    assertThat(granted.reason()).isEqualTo("SHOP-12");
    assertThat(granted.uses())
        .containsExactly(
            new Ledger.Use(REQUEST, DROP, 1, NOW, "sam@laptop"),
            new Ledger.Use(REQUEST, TRUNCATE, 1, NOW, "sam@laptop"));
    assertThat(ledger.take(granted.uses())).isTrue();
    assertThat(ledger.take(granted.uses())).as("once").isFalse();
    assertThat(granted.usedUp(ledger)).contains("was used already", "memory");
  }

  @Test
  void countsSeveralSignaturesForTheSame() {
    Token omars = OMAR.sign(approvalBy("omar").content());

    assertThat(check(List.of(lenas(), omars), SENT, usualTwo()))
        .isInstanceOfSatisfying(
            Granted.class, g -> assertThat(g.approvers()).containsExactly("lena", "omar"));
  }

  @Test
  void letsTheRequesterSignWhereThePolicyDoes() {
    Authority own =
        production(new Approval(Set.of(), 1, true, Duration.ofHours(8)), SAM.approver());

    assertThat(check(List.of(SAM.sign(approvalBy("sam").content())), SENT, own))
        .isInstanceOf(Granted.class);
  }

  @Test
  void toleratesClocksThatAreAMinuteApart() {
    Contents early = approvalBy("lena").between(NOW.plusSeconds(60), NOW.plusSeconds(600));
    Contents tooEarly = approvalBy("lena").between(NOW.plusSeconds(61), NOW.plusSeconds(600));

    assertThat(check(List.of(LENA.sign(early.content())), SENT, usual()))
        .isInstanceOf(Granted.class);
    assertThat(check(List.of(LENA.sign(tooEarly.content())), SENT, usual()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void findsTheOneRequestThatFits() {
    Token old =
        LENA.sign(
            approvalBy("lena")
                .request(OTHER)
                .between(at("2026-11-22T12:00:00Z"), at("2026-11-22T13:00:00Z"))
                .content());

    assertThat(check(List.of(old, lenas()), SENT, usual())).isInstanceOf(Granted.class);
  }

  static Stream<Arguments> changed() {
    Contents lena = approvalBy("lena");
    return Stream.of(
        row("no token", List.of(), SENT, usual(), "no approval is given"),
        row(
            "environment",
            signed(
                lena.claims(
                    c -> new Claims("staging", c.target(), c.identity(), c.database(), c.user()))),
            SENT,
            usual(),
            "signed for environment staging, and this is production"),
        row(
            "target",
            signed(
                lena.claims(
                    c ->
                        new Claims(
                            c.environment(),
                            "pg other/shop",
                            c.identity(),
                            c.database(),
                            c.user()))),
            SENT,
            usual(),
            "signed for target pg other/shop, and this is pg db/shop"),
        row(
            "identity",
            signed(
                lena.claims(
                    c -> new Claims(c.environment(), c.target(), "1111", c.database(), c.user()))),
            SENT,
            usual(),
            "signed for another server (identity 1111, and this is 7339)"),
        row(
            "no identity",
            signed(
                lena.claims(
                    c -> new Claims(c.environment(), c.target(), "", c.database(), c.user()))),
            SENT,
            usual(),
            "signed for another server (identity not known, and this is 7339)"),
        row(
            "database",
            signed(
                lena.claims(
                    c ->
                        new Claims(
                            c.environment(), c.target(), c.identity(), "shop_test", c.user()))),
            SENT,
            usual(),
            "signed for database shop_test, and this is shop"),
        row(
            "user",
            signed(
                lena.claims(
                    c ->
                        new Claims(
                            c.environment(), c.target(), c.identity(), c.database(), "root"))),
            SENT,
            usual(),
            "signed for database user root, and this is app"),
        row(
            "statement",
            signed(lena),
            List.of(DROP, OTHER),
            usual(),
            "statement " + OTHER.substring(0, 12) + "… is not among the 2 that were approved"),
        row(
            "the only statement",
            signed(lena.statements(DROP)),
            List.of(OTHER),
            usual(),
            "statement " + OTHER.substring(0, 12) + "… is not the one that was approved"),
        row(
            "expiry",
            signed(lena.between(NOW.minusSeconds(600), NOW)),
            SENT,
            usual(),
            "expired at 2026-11-23T12:00:00Z"),
        row(
            "not-before",
            signed(lena.between(NOW.plusSeconds(120), NOW.plusSeconds(600))),
            SENT,
            usual(),
            "not valid before 2026-11-23T12:02:00Z"),
        row(
            "validity",
            signed(lena.between(NOW, NOW.plus(Duration.ofHours(12)))),
            SENT,
            usual(),
            "valid for 12h, and production allows 8h at most"),
        row(
            "approver",
            List.of(MALLORY.sign(approvalBy("mallory").content())),
            SENT,
            usual(),
            "mallory is not among the approvers of production in the policy"),
        row(
            "people",
            signed(lena),
            SENT,
            production(
                new Approval(Set.of("omar"), 1, false, Duration.ofHours(8)),
                LENA.approver(),
                OMAR.approver()),
            "lena is not among the approvers of production in the policy"),
        row(
            "key",
            List.of(MALLORY.sign(lena.content())),
            SENT,
            usual(),
            "signed by a key that is not lena's, or changed since"),
        row(
            "unusable key",
            signed(lena),
            SENT,
            oneOf(new Approver("lena", "ssh-rsa AAAAB3NzaC1yc2E= lena", Set.of())),
            "the key of lena in the policy cannot be used: a key of the kind ssh-rsa cannot be verified here: an Ed25519 key is needed (ssh-keygen -t ed25519)"),
        row(
            "requester",
            List.of(SAM.sign(approvalBy("sam").content())),
            SENT,
            usual(),
            "the requester's own signature does not count (sam)"),
        row(
            "requester in capitals",
            List.of(SAM.sign(approvalBy("sam").requester("SAM").content())),
            SENT,
            usual(),
            "the requester's own signature does not count (sam)"),
        row(
            "requester by their system's name",
            List.of(SAM.sign(approvalBy("sam").requester("Samuel").content())),
            SENT,
            usual(),
            "the requester's own signature does not count (sam)"),
        row(
            "requester by another id with the same key",
            List.of(SAM.sign(approvalBy("sam2").content())),
            SENT,
            oneOf(SAM.approver(), SAM.as("sam2").approver()),
            "the requester's own signature does not count (sam2)"),
        row("required", signed(lena), SENT, usualTwo(), "1 of 2 signatures that production needs"),
        row(
            "the same approver twice",
            List.of(lenas(), LENA.sign(lena.between(NOW, NOW.plusSeconds(60)).content())),
            SENT,
            usualTwo(),
            "lena signed twice, which counts once; 1 of 2 signatures that production needs"),
        row(
            "the same key twice",
            List.of(lenas(), LENA.sign(approvalBy("lena2").content())),
            SENT,
            twoOf(LENA.approver(), LENA.as("lena2").approver()),
            "lena2 signed with a key that signed already, which counts once; 1 of 2 signatures that production needs"),
        row(
            "two requests",
            List.of(lenas(), OMAR.sign(approvalBy("omar").request(OTHER).content())),
            SENT,
            usualTwo(),
            "1 of 2 signatures that production needs"),
        row(
            "two requesters",
            List.of(lenas(), OMAR.sign(approvalBy("omar").requester("kim").content())),
            SENT,
            usualTwo(),
            "1 of 2 signatures that production needs"),
        row(
            "two counts of uses",
            List.of(lenas(), OMAR.sign(approvalBy("omar").uses(5).content())),
            SENT,
            usualTwo(),
            "1 of 2 signatures that production needs"),
        row(
            "two reasons",
            List.of(lenas(), OMAR.sign(approvalBy("omar").reason("").content())),
            SENT,
            usualTwo(),
            "1 of 2 signatures that production needs"),
        row(
            "two lists of statements",
            List.of(lenas(), OMAR.sign(approvalBy("omar").statements(DROP).content())),
            SENT,
            usualTwo(),
            "1 of 2 signatures that production needs"),
        row(
            "veto",
            List.of(lenas(), OMAR.sign(approvalBy("omar").kind(TokenKind.VETO).content())),
            SENT,
            usual(),
            "vetoed by omar"),
        row(
            "an old veto",
            List.of(
                lenas(),
                OMAR.sign(
                    approvalBy("omar")
                        .kind(TokenKind.VETO)
                        .between(NOW.minusSeconds(999_999), NOW.minusSeconds(999_998))
                        .content())),
            SENT,
            usual(),
            "vetoed by omar"),
        row(
            "a veto in the place of an approval",
            List.of(LENA.sign(lena.kind(TokenKind.VETO).content())),
            SENT,
            usual(),
            "no approval is given"),
        row(
            "break-glass in the place of an approval",
            List.of(LENA.sign(lena.kind(TokenKind.BREAK_GLASS).content())),
            SENT,
            usual(),
            "no approval is given"),
        row(
            "no authority",
            signed(lena),
            List.of(),
            usual(),
            "there is nothing that anybody could approve"));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  private static List<Token> signed(Contents contents) {
    return List.of(LENA.sign(contents.content()));
  }

  private static Arguments row(
      String changed, List<Token> tokens, List<String> sent, Authority who, String why) {
    return Arguments.of(changed, tokens, sent, who, why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changed")
  void refusesWhatDoesNotFitAndNamesIt(
      String changed, List<Token> tokens, List<String> sent, Authority who, String why) {
    ApprovalCheck.Result result = check(tokens, sent, who);

    assertThat(result).as(changed).isInstanceOf(Refused.class);
    assertThat(((Refused) result).why().replaceAll("(?m)^request [0-9a-f]{12}…: ", "").lines())
        .contains(why);
  }

  @Test
  void asksEveryEnvironment() {
    Authority audit = new Authority("audit", usual().terms(), List.of(OMAR.approver()));

    assertThat(check(List.of(lenas()), SENT, usual(), audit))
        .isEqualTo(
            new Refused(
                "request %s…: lena is not among the approvers of audit in the policy"
                    .formatted(REQUEST.substring(0, 12))));
    assertThat(
            check(List.of(lenas(), OMAR.sign(approvalBy("omar").content())), SENT, usual(), audit))
        .isInstanceOf(Granted.class);
    assertThat(check(List.of(lenas()), SENT)).isInstanceOf(Refused.class);
  }

  @Test
  void namesEverythingThatDoesNotFit() {
    Contents wrong =
        approvalBy("lena")
            .claims(c -> new Claims("staging", c.target(), c.identity(), c.database(), "root"))
            .between(NOW.minusSeconds(60), NOW.minusSeconds(30));

    assertThat(check(List.of(LENA.sign(wrong.content())), List.of(OTHER), usual()))
        .isEqualTo(
            new Refused(
                "request %s…: signed for environment staging, and this is production; signed for database user root, and this is app; statement %s… is not among the 2 that were approved; expired at 2026-11-23T11:59:30Z"
                    .formatted(REQUEST.substring(0, 12), OTHER.substring(0, 12))));
  }

  @Test
  void heedsAVetoThatTheLedgerKeeps() throws Exception {
    Token byMallory = MALLORY.sign(approvalBy("omar").kind(TokenKind.VETO).content());
    ledger.addVeto(REQUEST, byMallory.text());
    assertThat(check(List.of(lenas()), SENT, usual())).as("forged").isInstanceOf(Granted.class);

    ledger.addVeto(REQUEST, OMAR.sign(approvalBy("omar").kind(TokenKind.VETO).content()).text());

    assertThat(check(List.of(lenas()), SENT, usual()))
        .isEqualTo(new Refused("request %s…: vetoed by omar".formatted(REQUEST.substring(0, 12))));
  }

  @Test
  void refusesWhereTheLedgerDoesNotAnswer() throws Exception {
    ledger.addVeto(REQUEST, "guard1.x");
    assertThat(((Refused) check(List.of(lenas()), SENT, usual())).why())
        .contains("the ledger memory has a veto that cannot be read");

    ledger.breakDown();
    assertThat(((Refused) check(List.of(lenas()), SENT, usual())).why())
        .contains("the ledger memory cannot be asked for vetoes: the disk is gone");
  }

  /** A change of any byte makes it another token, or none. */
  @Test
  void refusesChangedBytes() throws Exception {
    String text = lenas().text();
    int granted = 0;
    for (int i = Token.PREFIX.length(); i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      try {
        Token token = Token.parse(changed);
        granted += check(List.of(token), SENT, usual()) instanceof Granted ? 1 : 0;
      } catch (InvalidTokenException refused) {
        assertThat(refused.getMessage()).doesNotContain(changed);
      }
    }

    assertThat(granted).isZero();
  }

  @Test
  void saysBeforehandWhetherASignatureWouldCount() {
    assertThat(ApprovalCheck.objection(approvalBy("lena").content(), List.of(usual()), NOW))
        .isEmpty();
    assertThat(ApprovalCheck.objection(approvalBy("sam").content(), List.of(usual()), NOW))
        .contains("the requester's own signature does not count");
    assertThat(ApprovalCheck.objection(approvalBy("kim").content(), List.of(usual()), NOW))
        .contains("kim is not among the approvers of production in the policy");
    assertThat(
            ApprovalCheck.objection(
                approvalBy("sam").kind(TokenKind.VETO).content(), List.of(usual()), NOW))
        .isEmpty();
  }
}
