package io.github.jdbcguard.server;

import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows a statement would touch, as the planner of the server guesses without running it:
 * EXPLAIN of PostgreSQL and of MySQL and MariaDB, which reads statistics alone.
 */
public final class RowEstimate {
  private static final int SECONDS = 2;

  /** The outermost part of the plan that finds the rows; what changes them is named above it. */
  private static final Pattern POSTGRESQL = Pattern.compile("\\s*->.*\\brows=(\\d+) .*");

  private RowEstimate() {}

  /**
   * The guess; empty where the engine gives none, or not at once.
   *
   * @param raw outside of a transaction, which an error would break
   * @param sql one UPDATE or DELETE without parameters
   */
  public static OptionalLong of(Engine engine, Connection raw, String sql) {
    if (!guesses(engine)) {
      return OptionalLong.empty();
    }
    try (Statement statement = raw.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
        return engine == Engine.POSTGRESQL ? ofPostgresql(plan) : ofMysql(plan);
      }
    } catch (SQLException | RuntimeException noGuess) {
      return OptionalLong.empty();
    }
  }

  private static boolean guesses(Engine engine) {
    return engine == Engine.POSTGRESQL || engine == Engine.MYSQL || engine == Engine.MARIADB;
  }

  private static OptionalLong ofPostgresql(ResultSet plan) throws SQLException {
    while (plan.next()) {
      Matcher line = POSTGRESQL.matcher(plan.getString(1));
      if (line.matches()) {
        return OptionalLong.of(Long.parseLong(line.group(1)));
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong ofMysql(ResultSet plan) throws SQLException {
    if (!plan.next()) {
      return OptionalLong.empty();
    }
    long rows = plan.getLong("rows");
    return plan.wasNull() ? OptionalLong.empty() : OptionalLong.of(rows);
  }
}
