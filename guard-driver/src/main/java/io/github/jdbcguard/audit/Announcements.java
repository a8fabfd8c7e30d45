package io.github.jdbcguard.audit;

import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** What the log of the application hears of the audit, under {@code guard.audit}. */
final class Announcements {
  private static final String NAME = "guard.audit";
  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  /** Since SLF4J 2; Maven hands its plugins SLF4J 1, whatever they depend on. */
  private static final boolean KEY_VALUES = knowsKeyValues();

  static {
    OwnBridge.quieten(NAME);
  }

  private Announcements() {}

  /**
   * Tells an event, and now and then the head of the chain, by which a cut or new chain is seen.
   */
  static void tell(AuditEvent event, Map<String, Object> fields, ChainFile.Written written) {
    if (KEY_VALUES) {
      tellWithKeyValues(event, fields, written);
    } else if (level(event) == Level.INFO) {
      LOG.info("{}", sentence(event));
    } else {
      LOG.debug("{}", sentence(event));
    }
  }

  private static boolean knowsKeyValues() {
    try {
      Class.forName("org.slf4j.spi.LoggingEventBuilder", false, Logger.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void tellWithKeyValues(
      AuditEvent event, Map<String, Object> fields, ChainFile.Written written) {
    Level level = level(event);
    if (LOG.isEnabledForLevel(level)) {
      LoggingEventBuilder builder = LOG.atLevel(level).addKeyValue("seq", written.line().seq());
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        builder = builder.addKeyValue(field.getKey(), plain(field.getValue()));
      }
      builder.log("{}", sentence(event));
    }
    if (written.anchor() && LOG.isInfoEnabled()) {
      LOG.atInfo()
          .addKeyValue("event", "anchor")
          .addKeyValue("seq", written.line().seq())
          .addKeyValue("hash", written.line().hash())
          .log("anchor {} of {}", written.line().head(), PlainText.of(written.path().toString()));
    }
  }

  private static Level level(AuditEvent event) {
    return switch (event.kind()) {
      case REFUSED, GLASS_BROKEN -> Level.INFO;
      case COMPLETED -> event.grounds().consent().equals("none") ? Level.DEBUG : Level.INFO;
      case ADMITTED -> Level.DEBUG;
    };
  }

  private static Object plain(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value
        : PlainText.of(value.toString());
  }

  private static String sentence(AuditEvent event) {
    String what =
        switch (event.kind()) {
          case COMPLETED -> outcome(event.outcome());
          case ADMITTED, REFUSED, GLASS_BROKEN -> act(event);
        };
    AuditEvent.Subject subject = event.subject();
    return PlainText.of(
        "%s on %s by %s@%s: %s [%s]"
            .formatted(
                event.kind().id(),
                subject.environment(),
                subject.systemUser(),
                subject.host(),
                what,
                event.id()));
  }

  private static String act(AuditEvent event) {
    AuditEvent.Act act = event.act();
    String consent = event.grounds().consent();
    String by = event.grounds().by().stream().collect(Collectors.joining(", ", " by ", ""));
    return "%s; %s [rule %s]; consent: %s"
        .formatted(
            String.join(", ", act.operations()),
            act.statement(),
            act.rule(),
            event.grounds().by().isEmpty() ? consent : consent + by);
  }

  private static String outcome(AuditEvent.Outcome outcome) {
    String rows = outcome.rows().isPresent() ? outcome.rows().getAsLong() + " rows, " : "";
    String error = outcome.error().isEmpty() ? "" : ": " + outcome.error();
    return "%s, %s%d ms%s".formatted(outcome.result(), rows, outcome.duration().toMillis(), error);
  }
}
