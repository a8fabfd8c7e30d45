package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditEvent.Outcome;
import io.github.jdbcguard.audit.ErrorText;
import io.github.jdbcguard.sql.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A text that was admitted, on its way to the server and back. What came of it is written down
 * where the audit follows it; else this does nothing.
 */
final class Sending {
  /** What nobody follows: nearly everything. */
  static final Sending PLAIN = new Sending(null, "", Consent.NONE, false, null);

  /** Null where nobody follows. */
  private final @Nullable Journal journal;

  private final String event;
  private final Consent consent;

  /** Whether the text has several statements. */
  private final boolean several;

  private final long since;

  /** What the guard says itself; null where the server is asked. */
  private final @Nullable ResultSet answer;

  private Sending(
      @Nullable Journal journal,
      String event,
      Consent consent,
      boolean several,
      @Nullable ResultSet answer) {
    this.journal = journal;
    this.event = event;
    this.consent = consent;
    this.several = several;
    this.answer = answer;
    this.since = journal == null ? 0 : System.nanoTime();
  }

  /** That is written down as an event of this id. */
  static Sending followed(Journal journal, String event, Consent consent, boolean several) {
    return new Sending(journal, event, consent, several, null);
  }

  /** That is not sent at all, because the guard answers it. */
  static Sending answered(ResultSet answer) {
    return new Sending(null, "", Consent.NONE, false, answer);
  }

  /** The answer of the guard, in place of the server; null where the server is asked. */
  @Nullable ResultSet answer() {
    return answer;
  }

  int changed(int rows) {
    if (journal != null) {
      ended(ofAll(rows));
    }
    return rows;
  }

  long changed(long rows) {
    if (journal != null) {
      ended(ofAll(rows));
    }
    return rows;
  }

  int[] changed(int[] rows) {
    if (journal != null) {
      ended(sum(Arrays.stream(rows).asLongStream()));
    }
    return rows;
  }

  long[] changed(long[] rows) {
    if (journal != null) {
      ended(sum(Arrays.stream(rows)));
    }
    return rows;
  }

  /** Empty where a driver does not tell one of the counts. */
  private static OptionalLong sum(LongStream counts) {
    long[] all = counts.toArray();
    return Arrays.stream(all).allMatch(count -> count >= 0)
        ? OptionalLong.of(Arrays.stream(all).sum())
        : OptionalLong.empty();
  }

  /** Of a statement of which only the driver knows what it gave. */
  boolean executed(boolean rows, Statement raw) {
    if (journal != null) {
      ended(rows || several ? OptionalLong.empty() : count(journal.dialect(), raw));
    }
    return rows;
  }

  /** A driver tells the first count of several, which is not that of all. */
  private OptionalLong ofAll(long rows) {
    return several ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  /** Of a query, or where nobody knows what came of it. */
  void ended() {
    if (journal != null) {
      ended(OptionalLong.empty());
    }
  }

  /** Of something the driver sends later, or in parts: what comes of it nobody sees. */
  void unfollowed() {
    if (journal != null) {
      journal.completed(
          event, consent, new Outcome("unknown", OptionalLong.empty(), age(), "", 0, ""));
    }
  }

  void failed(Throwable error) {
    if (journal != null) {
      SQLException sql = error instanceof SQLException one ? one : new SQLException();
      String state = sql.getSQLState();
      journal.completed(
          event,
          consent,
          new Outcome(
              mayHaveRun(error, state) ? "unknown" : "failed",
              OptionalLong.empty(),
              age(),
              state == null ? "" : state,
              sql.getErrorCode(),
              ErrorText.of(error)));
    }
  }

  /** Whether the connection broke, or nobody said what became of it (SQL standard, class 08). */
  private static boolean mayHaveRun(Throwable error, @Nullable String state) {
    return !(error instanceof SQLException) || (state != null && state.startsWith("08"));
  }

  private void ended(OptionalLong rows) {
    if (journal != null) {
      journal.completed(event, consent, new Outcome("ok", rows, age(), "", 0, ""));
    }
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** With some drivers the count is gone once it was asked for, and it is the application's. */
  private static OptionalLong count(Dialect dialect, Statement raw) {
    try {
      return switch (dialect) {
        case POSTGRESQL, H2, MYSQL, MARIADB -> known(raw.getUpdateCount());
        case SQLITE, ORACLE, SQLSERVER, STANDARD -> OptionalLong.empty();
      };
    } catch (SQLException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong known(int rows) {
    return rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
  }
}
