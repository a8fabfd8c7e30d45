package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.AuditRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which events of an audit are wanted. Mixed into commands. */
final class AuditFilter {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--environment", paramLabel = "NAME", description = "Of that environment.")
  private @Nullable String environment;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "admitted, completed, refused, glass-broken, opened or torn.")
  private @Nullable String event;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Of that user of the operating system, or of the database.")
  private @Nullable String user;

  @Option(
      names = "--operation",
      paramLabel = "OPERATION",
      description = "Statements that do that: update, drop, delete-all …")
  private @Nullable String operation;

  @Option(names = "--id", paramLabel = "ID", description = "Of that statement or refusal.")
  private @Nullable String id;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: 2026-11-23 or 2026-11-23T17:00:00Z, in UTC.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
  private @Nullable String until;

  private Instant from = Instant.MIN;
  private Instant to = Instant.MAX;

  /** Reads the times, once, before anything is read. */
  void check() {
    from = since == null ? Instant.MIN : time("--since", since);
    to = until == null ? Instant.MAX : time("--until", until);
  }

  private Instant time(String option, String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text.toUpperCase(Locale.ROOT))
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          command.commandLine(),
          "%s: '%s' is no time; write 2026-11-23 or 2026-11-23T17:00:00Z".formatted(option, text),
          e);
    }
  }

  /**
   * Whether a line is wanted.
   *
   * @param act the line that says what was done: the same, or the one before it was sent
   */
  boolean wants(AuditRecord line, AuditRecord act) {
    return fits(environment, List.of(line.text("environment")))
        && fits(event, List.of(line.text("event")))
        && fits(user, List.of(line.text("os_user"), line.text("user")))
        && fits(operation, act.texts("operations"))
        && fits(id, List.of(line.text("id")))
        && inTime(line.text("time"));
  }

  private static boolean fits(@Nullable String wanted, List<String> values) {
    return wanted == null || values.contains(wanted);
  }

  private boolean inTime(String text) {
    try {
      Instant time = Instant.parse(text);
      return !time.isBefore(from) && time.isBefore(to);
    } catch (DateTimeException e) {
      return since == null && until == null;
    }
  }
}
