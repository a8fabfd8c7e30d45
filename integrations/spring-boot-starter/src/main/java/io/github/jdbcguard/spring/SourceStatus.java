package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardConnection;
import io.github.jdbcguard.driver.GuardRefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a DataSource leads, in the guard's words.
 *
 * @param refused whether it gave no connection
 * @param details as {@code GUARD STATUS} tells them, or why there is no connection
 */
record SourceStatus(boolean refused, Map<String, String> details) {
  private static final Set<String> TOLD =
      Set.of("environment", "level", "known by", "origin", "policy", "policy version");

  /** Asks over a connection, which is given back; the guard answers without the server. */
  static SourceStatus of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.isWrapperFor(GuardConnection.class)
          ? new SourceStatus(false, status(connection))
          : new SourceStatus(false, Map.of("guarded", "no"));
    } catch (SQLException | RuntimeException e) {
      GuardRefusedException refusal = refusal(e);
      return refusal == null
          ? new SourceStatus(true, Map.of("failed", String.valueOf(e.getMessage())))
          : new SourceStatus(true, Map.of("refused", String.valueOf(refusal.getMessage())));
    }
  }

  private static Map<String, String> status(Connection connection) throws SQLException {
    Map<String, String> status = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("GUARD STATUS")) {
      while (rows.next()) {
        if (TOLD.contains(rows.getString("name"))) {
          status.put(rows.getString("name"), rows.getString("value"));
        }
      }
    }
    return status;
  }

  /** Pools wrap what refused the connection. */
  private static @Nullable GuardRefusedException refusal(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof GuardRefusedException refusal) {
        return refusal;
      }
    }
    return null;
  }
}
