package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a server what it is, which database and user a connection has there, and what is written
 * down in it. One round trip; needs no privilege. Where a server does not understand the question
 * it is asked a simpler one.
 */
public final class ServerProbe {
  private static final int PATIENCE_SECONDS = 10;

  private ServerProbe() {}

  /**
   * What the server says of itself. Never throws because of what the server says: whatever it would
   * not tell is empty. Leaves no transaction open.
   *
   * @param engine as the URL names it
   * @param raw the connection to the real driver
   */
  public static ServerReport ask(Engine engine, Connection raw) {
    Engine server = engine;
    try {
      server = serverEngine(engine, raw);
      for (String question : Question.of(server)) {
        Optional<ServerReport> answer = ask(server, raw, question);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    } catch (SQLException | RuntimeException driverFailed) {
      return ServerReport.silent(server);
    }
    return ServerReport.silent(server);
  }

  /** Drivers of MySQL and MariaDB reach servers of both; the handshake has told which it is. */
  private static Engine serverEngine(Engine engine, Connection raw) throws SQLException {
    if (engine.family().size() == 1) {
      return engine;
    }
    String product =
        raw.getMetaData().getDatabaseProductName() + raw.getMetaData().getDatabaseProductVersion();
    return product.toLowerCase(Locale.ROOT).contains("mariadb") ? Engine.MARIADB : Engine.MYSQL;
  }

  private static Optional<ServerReport> ask(Engine engine, Connection raw, String question)
      throws SQLException {
    try (Statement statement = raw.createStatement()) {
      statement.setQueryTimeout(PATIENCE_SECONDS);
      try (ResultSet row = statement.executeQuery(question)) {
        return row.next() ? Optional.of(report(engine, row)) : Optional.empty();
      }
    } catch (SQLException notUnderstood) {
      return Optional.empty();
    } finally {
      if (!raw.getAutoCommit()) {
        raw.rollback();
      }
    }
  }

  private static ServerReport report(Engine engine, ResultSet row) throws SQLException {
    Optional<String> identity = text(row, 1).map(name -> name.toLowerCase(Locale.ROOT));
    Optional<String> part = text(row, 2).map(name -> name.toLowerCase(Locale.ROOT));
    return new ServerReport(
        engine,
        identity,
        identity.flatMap(server -> part.map(database -> server + "/" + database)),
        text(row, 3),
        text(row, 4),
        text(row, 5).map(flag -> List.of("1", "t", "true", "on").contains(lower(flag))),
        text(row, 6).flatMap(written -> marker(engine, written)));
  }

  private static Optional<Marker> marker(Engine engine, String written) {
    return Marker.parse(MarkerStatements.marker(engine, written));
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).filter(text -> !text.isBlank());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
