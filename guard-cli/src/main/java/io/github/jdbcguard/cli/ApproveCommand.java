package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.keys.UnusableKeyException;
import io.github.jdbcguard.confirm.ApprovalCheck;
import io.github.jdbcguard.confirm.FileLedger;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenContent;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.ConsentTerms.Approval;
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

/** Shows a request to a person, who signs an approval of it, or a veto. */
@Command(
    name = "approve",
    description =
        "Shows a request, judged anew by your own policy, and signs an approval of it, at a terminal.",
    exitCodeList = {
      "0:signed",
      "1:not signed: nobody said yes, or may, or the request is not true",
      "2:the request, the key or the policy makes no sense"
    },
    footer = {
      "  guard approve request.json --as lena --key ~/.ssh/id_ed25519",
      "  guard approve request.json --as lena --key agent --policy ~/shop/guard.yaml",
      "  guard approve request.json --as omar --key agent --veto --ledger /shared/guard/ledger",
      "",
      "Next: whoever asked sets GUARD_APPROVAL=request.json.approval where the statements are sent."
    })
final class ApproveCommand implements Callable<Integer> {
  private final Ceremony ceremony;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "The request, as 'guard request' or a refusal wrote it.")
  private Path file = Path.of("request.json");

  @Mixin private SignerOptions signer = new SignerOptions();

  @Option(names = "--veto", description = "Sign a veto: it ends the request for good.")
  private boolean veto;

  @Option(
      names = "--valid-for",
      paramLabel = "TIME",
      converter = ShortDuration.class,
      description = "For how long, as 4h; what the request or the policy says if not given.")
  private Optional<Duration> validFor = Optional.empty();

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      converter = LedgerFile.class,
      description = "The ledger that keeps a veto, for those who are not shown the token.")
  private Optional<FileLedger> ledger = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the token is added; FILE.approval if not given.")
  private Optional<Path> approvals = Optional.empty();

  @Option(
      names = "--connect",
      description = "Connect through the guard and ask the server what it is, too.")
  private boolean connect;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  /** For picocli. */
  ApproveCommand() {
    this(Ceremony.ofThisProcess());
  }

  ApproveCommand(Ceremony ceremony) {
    this.ceremony = ceremony;
  }

  @Override
  public Integer call() {
    return connection.reporting(output, connect, this::approve);
  }

  private int approve() throws SQLException {
    Request request = request();
    Properties properties = signer.with(connection.properties());
    properties.putIfAbsent("user", request.claims().user());
    Explanation explanation = Explanation.of(request.url(), properties, "");
    Optional<String> nobody = ceremony.objection(explanation);
    if (nobody.isPresent()) {
      return refused(nobody.get());
    }
    if (connect) {
      connection.useDrivers();
      explanation = Explanation.connecting(request.url(), properties, "");
    }
    return approve(request, explanation, properties);
  }

  private int approve(Request request, Explanation explanation, Properties properties)
      throws SQLException {
    RequestText text = new RequestText(request, explanation, connect, output);
    ceremony.show(text.text(properties));
    if (!text.disagreements().isEmpty()) {
      return refused(
          "the request is not what it says: %s. %s"
              .formatted(
                  String.join("; ", text.disagreements()),
                  connect
                      ? "Ask for it anew: guard request"
                      : "If the server tells more than the URL, --connect asks it"));
    }
    TokenContent content = content(request, explanation);
    Optional<String> objection =
        ApprovalCheck.objection(content, explanation.authorities(), Instant.now());
    if (objection.isPresent()) {
      return refused("your signature would not count: " + objection.get());
    }
    return ceremony.typed(explanation.environment(), veto ? "veto it" : "approve it")
        ? sign(content, explanation.authorities())
        : refused("not signed");
  }

  private TokenContent content(Request request, Explanation explanation) {
    Duration longest =
        explanation.authorities().stream()
            .map(authority -> authority.terms().approval())
            .map(Approval::validFor)
            .min(Duration::compareTo)
            .orElse(Approval.DEFAULT_VALID_FOR);
    Duration wanted = validFor.or(request::validFor).orElse(longest);
    try {
      return request.content(
          veto ? TokenKind.VETO : TokenKind.APPROVAL,
          signer.id(),
          explanation.dialect(),
          Instant.now(),
          wanted);
    } catch (IllegalArgumentException e) {
      throw unusable("the request cannot be signed: " + e.getMessage(), e);
    }
  }

  private int sign(TokenContent content, List<Authority> authorities) {
    Path to = approvals.orElseGet(() -> Path.of(file + ".approval"));
    try {
      Token token = signer.sign(content, authorities);
      if (veto && ledger.isPresent()) {
        ledger.get().addVeto(content.request(), token.text());
      }
      TokenFile.append(to, token);
    } catch (UnusableKeyException e) {
      throw unusable("--key: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unusable("the signature could not be kept: " + e.getMessage(), e);
    }
    tell(content, authorities, to);
    return GuardCommand.FINE;
  }

  private void tell(TokenContent content, List<Authority> authorities, Path to) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", content.kind().id());
    fields.put("request", content.request());
    fields.put("approver", content.approver());
    fields.put("expires", content.expires());
    fields.put("file", to.toString());
    List<String> lines = new ArrayList<>();
    if (veto) {
      lines.add("signed a veto of request %s, in %s".formatted(content.request(), to));
      lines.add(
          ledger.isPresent()
              ? "kept in the ledger %s: nobody who uses it gets through"
                  .formatted(ledger.get().place())
              : "note: it counts where it is shown; --ledger keeps it for all who use that ledger");
    } else {
      lines.add(
          "signed an approval of request %s, until %s, in %s"
              .formatted(content.request(), content.expires(), to));
      authorities.forEach(
          a ->
              lines.add(
                  "signatures that %s needs: %d; all go into one file"
                      .formatted(a.environment(), a.terms().approval().required())));
      lines.add("next: GUARD_APPROVAL=%s where the statements are sent".formatted(to));
    }
    output.print(fields, lines);
  }

  private Request request() {
    try {
      return RequestReader.read(file);
    } catch (RequestReader.NoRequestException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
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
