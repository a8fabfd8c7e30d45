package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.ServerReport;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A connection that may be dialled: what URL, properties and policy say of it, and what the policy
 * made of the server's own words the last time. Thread-safe.
 */
final class Claimed {
  private final Session session;
  private final ClaimBasis basis;
  private final long since;
  private final WeakReference<ClassLoader> context;
  private final boolean needsAnswer;
  private volatile @Nullable Session told;

  /**
   * A claim that nothing was refused of.
   *
   * @param since when it was found out, in nanoseconds of {@link System#nanoTime()}
   */
  Claimed(Session session, ClaimBasis basis, long since) {
    this.session = session;
    this.basis = basis;
    this.since = since;
    this.needsAnswer = session.needsAnswer();
    this.context = new WeakReference<>(Thread.currentThread().getContextClassLoader());
  }

  Session session() {
    return session;
  }

  /** Whether the server has to be asked what it is. */
  boolean needsAnswer() {
    return needsAnswer;
  }

  long since() {
    return since;
  }

  /** Whether another connection by the same URL may rest on it for a moment. */
  boolean lasting() {
    return !basis.fleeting() && session.target().connectSql().isEmpty();
  }

  /** Whether the same would be found out for these properties now, by this thread. */
  boolean holdsFor(Properties all) {
    return context.refersTo(Thread.currentThread().getContextClassLoader()) && basis.holdsFor(all);
  }

  /**
   * The same connection, after its server was asked what it is.
   *
   * @throws SQLException where it is refused because of that
   */
  Session told(ServerReport report) throws SQLException {
    Session known = told;
    if (known != null && known.report().sameServer(report)) {
      return known.answeredBy(report);
    }
    Session fresh = session.told(report);
    ConnectRefusals.check(fresh, "The connection was closed, and nothing was sent.");
    told = fresh;
    return fresh;
  }
}
