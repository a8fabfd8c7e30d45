package io.github.jdbcguard.confirm;

import static io.github.jdbcguard.confirm.Contents.CLAIMS;
import static io.github.jdbcguard.confirm.Contents.NOW;
import static io.github.jdbcguard.confirm.Contents.REQUEST;
import static io.github.jdbcguard.confirm.Contents.approvalBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.BreakGlassCheck.Granted;
import io.github.jdbcguard.confirm.BreakGlassCheck.Refused;
import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.ConsentTerms;
import io.github.jdbcguard.policy.ConsentTerms.Approval;
import io.github.jdbcguard.policy.ConsentTerms.BreakGlass;
import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.ConsentTerms.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BreakGlassCheckTest {
  private static final Signer LENA = Signer.of("lena");
  private static final Signer OMAR = Signer.of("omar");
  private static final String REASON = "INC-77: the queue fills the disk";

  private static Authority production(String... people) {
    return new Authority(
        "production",
        new ConsentTerms(
            new Confirmation(
                "production",
                false,
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Scope.STATEMENT),
            new Approval(Set.of(), 1, false, Duration.ofHours(8)),
            new BreakGlass(Set.of(people), 20, Duration.ofHours(1))),
        List.of(LENA.approver(), OMAR.approver()));
  }

  private static Contents opening(String person) {
    return approvalBy(person)
        .kind(TokenKind.BREAK_GLASS)
        .requester(person)
        .reason(REASON)
        .between(NOW, NOW.plusSeconds(1800));
  }

  @Test
  void opensForDeclaredPeople() {
    Token token = LENA.sign(opening("lena").content());

    assertThat(new BreakGlassCheck(CLAIMS, List.of(production("lena")), NOW).check(List.of(token)))
        .isEqualTo(new Granted("lena", REQUEST, REASON, NOW.plusSeconds(1800)));
  }

  static Stream<Arguments> closed() {
    Contents lena = opening("lena");
    return Stream.of(
        row("nothing", approvalBy("lena"), production("lena"), "nobody has broken the glass"),
        row("nobody declared", lena, production(), "nobody may break the glass of production"),
        row(
            "another person",
            lena,
            production("omar"),
            "lena is not among the people who may break the glass of production in the policy"),
        row(
            "environment",
            lena.claims(c -> new Claims("x", c.target(), c.identity(), c.database(), c.user())),
            production("lena"),
            "signed for environment x, and this is production"),
        row(
            "user",
            lena.claims(
                c -> new Claims(c.environment(), c.target(), c.identity(), c.database(), "root")),
            production("lena"),
            "signed for database user root, and this is app"),
        row(
            "expired",
            lena.between(NOW.minusSeconds(60), NOW),
            production("lena"),
            "expired at 2026-11-23T12:00:00Z"),
        row(
            "too long",
            lena.between(NOW, NOW.plusSeconds(3601)),
            production("lena"),
            "valid for 3601s, and production allows 1h at most"),
        row(
            "reason",
            lena.reason("because I can      "),
            production("lena"),
            "its reason has 13 characters, and production wants 20 at least"));
  }

  private static Arguments row(String changed, Contents contents, Authority who, String why) {
    return Arguments.of(changed, contents, who, why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closed")
  void staysClosedAndSaysWhy(String changed, Contents contents, Authority who, String why) {
    List<Token> tokens = List.of(LENA.sign(contents.content()));

    BreakGlassCheck.Result result = new BreakGlassCheck(CLAIMS, List.of(who), NOW).check(tokens);

    assertThat(result).as(changed).isInstanceOf(Refused.class);
    assertThat(((Refused) result).why().replace("break-glass: ", "").split("; ")).contains(why);
  }

  @Test
  void asksEveryEnvironmentAndTheKey() {
    Token forged = OMAR.sign(opening("lena").content());
    List<Authority> two = List.of(production("lena"), production("omar"));

    assertThat(new BreakGlassCheck(CLAIMS, List.of(production("lena")), NOW).check(List.of(forged)))
        .isEqualTo(
            new Refused("break-glass: signed by a key that is not lena's, or changed since"));
    assertThat(
            new BreakGlassCheck(CLAIMS, two, NOW)
                .check(List.of(LENA.sign(opening("lena").content()))))
        .isInstanceOf(Refused.class);
    assertThat(new BreakGlassCheck(CLAIMS, List.of(), NOW).check(List.of(forged)))
        .isInstanceOf(Refused.class);
  }
}
