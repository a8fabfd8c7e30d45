package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asks a server what it is, which database and user a connection has there, and what is written
 * down in it. One round trip; needs no privilege. Where a server does not understand the question
 * it is asked a simpler one.
 */
public final class ServerProbe {
  private static final int PATIENCE_MILLIS = 10_000;

  private ServerProbe() {}

  /**
   * What the server says of itself. Never throws because of what the server says: whatever it would
   * not tell is empty. Leaves no transaction open.
   *
   * @param engine as the URL names it
   * @param raw the connection to the real driver
   */
  public static ServerReport ask(Engine engine, Connection raw) {
    try {
      OptionalInt before = limitWaiting(raw);
      try {
        return answer(engines(engine, raw), raw);
      } finally {
        if (before.isPresent()) {
          raw.setNetworkTimeout(Runnable::run, before.getAsInt());
        }
      }
    } catch (SQLException | RuntimeException driverFailed) {
      return ServerReport.silent(engine);
    }
  }

  private static ServerReport answer(List<Engine> engines, Connection raw) throws SQLException {
    for (Engine engine : engines) {
      for (String question : Question.of(engine)) {
        Optional<ServerReport> answer = ask(engine, raw, question);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    }
    return ServerReport.silent(engines.get(0));
  }

  /** So that a network which swallows the question does not stop the program. */
  private static OptionalInt limitWaiting(Connection raw) throws SQLException {
    try {
      int before = raw.getNetworkTimeout();
      if (before > 0 && before <= PATIENCE_MILLIS) {
        return OptionalInt.empty();
      }
      raw.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
      return OptionalInt.of(before);
    } catch (SQLFeatureNotSupportedException | AbstractMethodError notOfThisDriver) {
      return OptionalInt.empty();
    }
  }

  /**
   * Drivers of MySQL and MariaDB reach servers of both. The handshake has told which it is, and
   * some servers of MariaDB call themselves MySQL there.
   */
  private static List<Engine> engines(Engine engine, Connection raw) throws SQLException {
    if (engine.family().size() == 1) {
      return List.of(engine);
    }
    String product =
        raw.getMetaData().getDatabaseProductName() + raw.getMetaData().getDatabaseProductVersion();
    return product.toLowerCase(Locale.ROOT).contains("mariadb")
        ? List.of(Engine.MARIADB)
        : List.of(Engine.MYSQL, Engine.MARIADB);
  }

  private static Optional<ServerReport> ask(Engine engine, Connection raw, String question)
      throws SQLException {
    try (Statement statement = raw.createStatement()) {
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
        text(row, 6).flatMap(written -> marker(engine, written)),
        number(row, 7));
  }

  private static OptionalLong number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
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
