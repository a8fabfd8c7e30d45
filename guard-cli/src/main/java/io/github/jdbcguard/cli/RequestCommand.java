package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Request.Item;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.driver.BareUrl;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.driver.RequestFile;
import java.io.IOException;
import java.nio.file.Files;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down what somebody wants approved. */
@Command(
    name = "request",
    description = "Writes a request for an approval, of statements or of migration files.",
    exitCodeList = {
      "0:the request was written",
      "1:the guard refuses to connect",
      "2:nothing was written: the URL, a file or a value makes no sense"
    },
    footer = {
      "  guard request 'jdbc:postgresql://db.example.com/shop?user=app' V7__drop_legacy.sql \\",
      "    --connect --driver postgresql.jar --reason 'SHOP-12: nobody reads it any more'",
      "  guard request --reason SHOP-12 'jdbc:mysql://db/shop' --sql 'DROP TABLE legacy'",
      "",
      "Next: somebody else reads and signs it: guard approve request.json --as ID --key PATH"
    })
final class RequestCommand implements Callable<Integer> {
  private static final int NO_SIGNATURE = 64;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "A JDBC URL, with or without jdbc:guard: (quote it for the shell).")
  private String url = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "Migration files in UTF-8, each statement of which is to be approved.")
  private List<Path> files = List.of();

  @Option(
      names = "--sql",
      paramLabel = "TEXT",
      description = "A statement; can be given several times.")
  private List<String> texts = List.of();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "Why it is done; the approvers and the audit read it.")
  private String reason = "";

  @Option(
      names = "--requester",
      paramLabel = "NAME",
      description = "Who asks; the user of the operating system if not given.")
  private String requester = System.getProperty("user.name", "");

  @Option(
      names = "--uses",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each statement may be sent (${DEFAULT-VALUE} if not given).")
  private int uses = 1;

  @Option(
      names = "--valid-for",
      paramLabel = "TIME",
      converter = ShortDuration.class,
      description = "For how long, as 4h; what the policy says if not given.")
  private Optional<Duration> validFor = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "request.json",
      description = "Where to write it (${DEFAULT-VALUE} if not given).")
  private Path file = Path.of("request.json");

  @Option(
      names = "--connect",
      description = {
        "Connect through the guard and ask the server what it is, too; nothing else is sent.",
        "An approval for a server fits only if the request names its identity."
      })
  private boolean connect;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    return connection.reporting(output, connect, this::write);
  }

  private int write() throws SQLException {
    Properties properties = connection.properties();
    Explanation explanation = Explanation.of(url, properties, "");
    if (connect) {
      connection.useDrivers();
      explanation = Explanation.connecting(url, properties, "");
    }
    Request request = request(explanation, properties);
    requireSignable(request, explanation);
    try {
      RequestFile.write(file, request);
      tell(RequestReader.read(file), explanation);
    } catch (IOException | RequestReader.NoRequestException e) {
      throw unusable("not written: " + e.getMessage(), e);
    }
    return GuardCommand.FINE;
  }

  private Request request(Explanation explanation, Properties properties) throws SQLException {
    String bare = bareUrl(explanation.claims(), properties);
    try {
      return new Request(
          explanation.claims(),
          bare,
          requester,
          reason.strip(),
          uses,
          validFor,
          Instant.now(),
          items());
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  /** The URL that goes into the file has to lead to the same target without its secrets. */
  private String bareUrl(Claims claims, Properties properties) throws SQLException {
    Properties bareProperties = new Properties();
    properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith("guard."))
        .forEach(name -> bareProperties.setProperty(name, properties.getProperty(name)));
    bareProperties.setProperty("user", claims.user());
    String bare = BareUrl.of(url);
    if (!Explanation.of(bare, bareProperties, "").claims().target().equals(claims.target())) {
      throw unusable(
          "without its parameters the URL leads elsewhere, and with them it may hold a password; give user and the like with -p",
          null);
    }
    return bare;
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (Path migration : files) {
      items.add(Item.file(String.valueOf(migration.getFileName()), text(migration)));
    }
    texts.forEach(text -> items.add(Item.statement(text)));
    return items;
  }

  private String text(Path migration) {
    try {
      return Files.readString(migration);
    } catch (IOException e) {
      throw unusable("'%s' cannot be read as UTF-8: %s".formatted(migration, e.getMessage()), e);
    }
  }

  /** What nobody could sign is told to whoever asks, and not to the approver. */
  private void requireSignable(Request request, Explanation explanation) {
    if (request.statements(explanation.dialect()).isEmpty()) {
      throw unusable("there is no statement to approve; name files, or --sql", null);
    }
    try {
      Token.of(
          request.content(
              TokenKind.APPROVAL,
              "-",
              explanation.dialect(),
              request.created(),
              Duration.ofHours(1)),
          new byte[NO_SIGNATURE]);
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private ParameterException unusable(String message, @Nullable Throwable cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }

  private void tell(Request request, Explanation explanation) {
    String id = request.id(explanation.dialect());
    int statements = request.statements(explanation.dialect()).size();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("request", id);
    fields.put("file", file.toString());
    fields.put("environment", request.claims().environment());
    fields.put("statements", statements);
    List<String> lines = new ArrayList<>();
    lines.add(
        "written %s: request %s, %d statement%s for %s, by %s"
            .formatted(
                file,
                id.substring(0, 12),
                statements,
                statements == 1 ? "" : "s",
                request.claims().environment(),
                request.requester()));
    if (request.claims().identity().isEmpty()) {
      lines.add(
          "note: the server was not asked what it is; if it tells the driver, the approval will not fit: --connect asks it");
    }
    lines.add(
        "next: somebody else reads and signs it: guard approve %s --as ID --key ~/.ssh/id_ed25519"
            .formatted(file));
    output.print(fields, lines);
  }
}
