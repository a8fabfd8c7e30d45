package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.server.MarkerStatements;
import io.github.jdbcguard.server.PrivilegeProbe;
import io.github.jdbcguard.server.Privileges;
import io.github.jdbcguard.server.ServerProbe;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A look at the server behind a URL, for people and tools: what it says of itself, and the marker
 * that is written down in its database. Sends nothing else. Not thread-safe.
 */
public final class ServerVisit implements AutoCloseable {
  private final Connection raw;
  private final Session claimed;
  private ServerReport report;

  private ServerVisit(Connection raw, Session claimed) {
    this.raw = raw;
    this.claimed = claimed;
    this.report = ask();
  }

  /**
   * Connects, unless the target is not what it is expected to be or SQL in the URL is refused.
   *
   * @param url with or without the prefix {@code jdbc:guard:}
   * @throws SQLException where the connection is refused, by the guard or by anybody else
   */
  public static ServerVisit open(String url, Properties properties) throws SQLException {
    GuardUrl guardUrl = Explanation.guardUrl(url);
    Properties inner = GuardSettings.withoutOwn(properties);
    Session claimed = GuardDriver.OPENING.claim(guardUrl, properties, inner);
    Opening.admit(claimed);
    Connection raw = Opening.dial(guardUrl, inner, claimed);
    if (raw == null) {
      throw new SQLException("the driver does not take the URL after all", "08001");
    }
    return new ServerVisit(raw, claimed);
  }

  /** What the server said last. */
  public ServerReport report() {
    return report;
  }

  /** The environments that the target belongs to by all evidence together. */
  public Set<String> environments() {
    return assignment().names();
  }

  /** The same, with the evidence. */
  public Assignment assignment() {
    return claimed.told(report).assignment();
  }

  /** The policy in force for it. */
  public Policy policy() {
    return claimed.policy();
  }

  /** By what the user could write here; asked of the server with each call. */
  public Privileges privileges() {
    return PrivilegeProbe.ask(report.engine(), report.database().orElse(""), raw);
  }

  /** Who owns the tables, as far as the server tells; asked of the server with each call. */
  public List<String> tableOwners() {
    return PrivilegeProbe.tableOwners(report.engine(), raw);
  }

  /** Where the URL leads, by its text. */
  public List<Endpoint> endpoints() {
    return claimed.target().endpoints();
  }

  /** What came of marking. */
  public enum Marked {
    /** The database has the marker now. */
    WRITTEN,
    /** It had it before. */
    ALREADY,
    /** It is another environment by what is known of it, and was left so. */
    OTHERWISE
  }

  /**
   * Writes down in the database which environment it belongs to. What is not known to be another
   * environment is marked at once. A database that is marked as another one, or is a stricter one
   * by its name or identity, is left so unless that is wanted; then it is a change like any other
   * there, and needs the same consent.
   *
   * @param name of a declared environment, or an alias
   * @param replace whether a database that is known as another environment may be marked
   * @throws IllegalArgumentException where no environment is called so, or where a marker would be
   *     of no use, saying why
   * @throws SQLException where the database, or the guard, refuses
   */
  public Marked mark(String name, boolean replace) throws SQLException {
    Marker marker = new Marker(declared(name).name(), identity());
    if (!report.markerStale() && report.marker().equals(Optional.of(marker))) {
      return Marked.ALREADY;
    }
    boolean contradicts = otherwise(name).isPresent();
    if (contradicts && !replace) {
      return Marked.OTHERWISE;
    }
    List<String> statements = statements(marker);
    if (contradicts) {
      Gate gate = new Gate(claimed.told(report), TransactionState.none());
      gate.admitOwn(Operation.ALTER, String.join(";\n", statements));
    }
    try (Statement statement = raw.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    if (!raw.getAutoCommit()) {
      raw.commit();
    }
    report = ask();
    if (!report.marker().equals(Optional.of(marker))) {
      throw new SQLException("the marker was written, and cannot be read", "28000");
    }
    return Marked.WRITTEN;
  }

  /**
   * What would write the marker; nothing is run.
   *
   * @param name of a declared environment
   * @throws IllegalArgumentException as {@link #mark} does
   */
  public List<String> markerStatements(String name) {
    return statements(new Marker(declared(name).name(), identity()));
  }

  private List<String> statements(Marker marker) {
    List<String> statements =
        MarkerStatements.write(report.engine(), marker, report.marker().isPresent());
    if (statements.isEmpty()) {
      throw new IllegalArgumentException(
          "databases of %s cannot be marked".formatted(report.engine().id()));
    }
    return statements;
  }

  /**
   * The environment that speaks against calling the database by this name: that of its marker, or a
   * stricter one that it belongs to by name or identity; empty where none does.
   */
  public Optional<String> otherwise(String name) {
    Environment wanted = declared(name);
    Optional<String> marked =
        report
            .marker()
            .filter(marker -> !report.markerStale())
            .map(Marker::environment)
            .filter(other -> !wanted.isCalled(other));
    Assignment known = claimed.told(report).assignment();
    boolean stricter =
        known.declared() && known.environment().level().compareTo(wanted.level()) > 0;
    return marked.or(() -> stricter ? Optional.of(known.environment().name()) : Optional.empty());
  }

  private Environment declared(String name) {
    return claimed.policy().layers().stream()
        .flatMap(layer -> layer.environments().stream())
        .filter(environment -> environment.isCalled(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(notDeclared(name)));
  }

  private String notDeclared(String name) {
    String hint =
        Nearest.to(name, claimed.policy().names())
            .map("did you mean '%s'?"::formatted)
            .orElse("declared are " + claimed.declaredNames());
    return "no environment is called '%s'; %s".formatted(name, hint);
  }

  private String identity() {
    return report
        .databaseIdentity()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    report.identity().isPresent() && report.database().isEmpty()
                        ? "the URL names no database; a marker is for one"
                        : "the database tells no identity, so its marker could not be told from that of a copy"));
  }

  private ServerReport ask() {
    return ServerProbe.ask(claimed.target().engine(), raw);
  }

  /** Ends the connection. */
  @Override
  public void close() throws SQLException {
    raw.close();
  }
}
