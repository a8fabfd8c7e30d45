package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.keys.UnusableKeyException;
import io.github.jdbcguard.confirm.BreakGlassCheck;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenContent;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.driver.BareUrl;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.ConsentTerms.BreakGlass;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a declared person open an environment in an emergency, for a short time. */
@Command(
    name = "break-glass",
    description =
        "Opens an environment in an emergency, for a short time, for those whom the policy names.",
    exitCodeList = {
      "0:signed; the token opens it until it expires",
      "1:not signed: nobody said yes, or may",
      "2:the URL, the key or the policy makes no sense"
    },
    footer = {
      "  guard break-glass 'jdbc:postgresql://db.example.com/shop?user=dba' --as lena --key agent \\",
      "    --connect --driver postgresql.jar --for 30m --reason 'INC-77: the queue table fills the disk'",
      "",
      "Next: set GUARD_APPROVAL to the token where you connect. It ends by itself."
    })
final class BreakGlassCommand implements Callable<Integer> {
  private final Ceremony ceremony;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "A JDBC URL, with or without jdbc:guard: (quote it for the shell).")
  private String url = "";

  @Mixin private SignerOptions signer = new SignerOptions();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "Why; the policy says how long it has to be, and the audit keeps it.")
  private String reason = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = ShortDuration.class,
      description = "For how long, as 30m; what the policy allows if not given.")
  private Optional<Duration> validFor = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "A file that the token is added to, instead of being printed.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--connect",
      description = {
        "Connect through the guard and ask the server what it is, too; nothing else is sent.",
        "A token for a server fits only if it names its identity."
      })
  private boolean connect;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  /** For picocli. */
  BreakGlassCommand() {
    this(Ceremony.ofThisProcess());
  }

  BreakGlassCommand(Ceremony ceremony) {
    this.ceremony = ceremony;
  }

  @Override
  public Integer call() {
    return connection.reporting(output, connect, this::open);
  }

  private int open() throws SQLException {
    Properties properties = signer.with(connection.properties());
    Explanation explanation = Explanation.of(url, properties, "");
    Optional<String> nobody = ceremony.objection(explanation);
    if (nobody.isPresent()) {
      return refused(nobody.get());
    }
    if (connect) {
      connection.useDrivers();
      explanation = Explanation.connecting(url, properties, "");
    }
    TokenContent content = content(explanation);
    Optional<String> objection =
        BreakGlassCheck.objection(content, explanation.authorities(), Instant.now());
    if (objection.isPresent()) {
      return refused(objection.get());
    }
    ceremony.show(text(content));
    return ceremony.typed(explanation.environment(), "break the glass")
        ? sign(content, explanation)
        : refused("nobody said yes");
  }

  private TokenContent content(Explanation explanation) throws SQLException {
    Duration longest =
        explanation.authorities().stream()
            .map(authority -> authority.terms().breakGlass())
            .map(BreakGlass::validFor)
            .min(Duration::compareTo)
            .orElse(BreakGlass.DEFAULT_VALID_FOR);
    try {
      return new Request(
              explanation.claims(),
              BareUrl.of(url),
              signer.id(),
              reason.strip(),
              1,
              Optional.empty(),
              Instant.now(),
              List.of())
          .content(
              TokenKind.BREAK_GLASS,
              signer.id(),
              explanation.dialect(),
              Instant.now(),
              validFor.orElse(longest));
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private String text(TokenContent content) {
    StringBuilder text = new StringBuilder("\n");
    text.append(output.painted(Tone.BAD, "this breaks the glass of "))
        .append(content.claims().environment())
        .append('\n');
    line(text, "target", content.claims().target());
    line(text, "server", content.claims().identity());
    line(text, "database", content.claims().database());
    line(text, "user", content.claims().user());
    line(text, "by", content.approver());
    line(text, "reason", content.reason());
    line(
        text,
        "until",
        "%s (%s)".formatted(content.expires(), ShortDuration.shown(content.validity())));
    return text.append(
            """
            Whoever has the token may send what the policy there denies or asks for, without another
            question. Each statement is on record as yours.
            """)
        .toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(
        "  %-10s %s%n".formatted(label, value.isEmpty() ? "not known" : Visible.line(value)));
  }

  private int sign(TokenContent content, Explanation explanation) {
    Token token;
    try {
      token = signer.sign(content, explanation.authorities());
      if (file.isPresent()) {
        TokenFile.append(file.get(), token);
      }
    } catch (UnusableKeyException e) {
      throw unusable("--key: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unusable("the token could not be kept: " + e.getMessage(), e);
    }
    String setting = file.map(Path::toString).orElseGet(token::text);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", content.claims().environment());
    fields.put("expires", content.expires());
    fields.put("approval", setting);
    List<String> lines = new ArrayList<>();
    lines.add("signed; it ends by itself at " + content.expires());
    if (content.claims().identity().isEmpty()) {
      lines.add(
          "note: the server was not asked what it is; if it tells the driver, this will not fit: --connect asks it");
    }
    lines.add("next: where you connect, and nowhere else:");
    lines.add("export GUARD_APPROVAL=" + setting);
    output.print(fields, lines);
    return GuardCommand.FINE;
  }

  private int refused(String why) {
    output.print(
        Map.of("signed", false, "because", why),
        List.of(output.painted(Tone.BAD, "not signed") + ": " + why));
    return GuardCommand.REFUSED;
  }

  private ParameterException unusable(String message, Exception cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
