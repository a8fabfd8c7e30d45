package io.github.jdbcguard.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The number of a session as its driver was told when it connected: by the server, or by whoever
 * stands in front of it. Drivers have no common way to tell it, so theirs are called by name.
 */
final class HandshakeNumber {
  /**
   * {@code jdbc:mysql:loadbalance:}, {@code jdbc:mysql+srv:}, {@code jdbc:mariadb://a,b/}, and the
   * names of settings.
   */
  private static final Pattern CHANGING =
      Pattern.compile(
          "(?i)^jdbc:(?:mysql|mariadb)(?::(?!//)|\\+|://[^/]*,)|autoReconnect|\\bpool\\b");

  private HandshakeNumber() {}

  /** Empty where the driver is another one, or does not tell. */
  static OptionalLong of(Connection raw) {
    try {
      Object own = behindHandle(raw);
      return switch (own.getClass().getName()) {
        case "org.postgresql.jdbc.PgConnection" -> number(own, "getBackendPID");
        case "com.yugabyte.jdbc.PgConnection" -> number(own, "getBackendPID");
        case "org.mariadb.jdbc.Connection" -> number(own, "getThreadId");
        case "com.mysql.cj.jdbc.ConnectionImpl" -> connectorJ(own);
        default -> OptionalLong.empty();
      };
    } catch (SQLException
        | ReflectiveOperationException
        | RuntimeException
        | LinkageError otherVersion) {
      return OptionalLong.empty();
    }
  }

  /** The connection itself, where a handle of PostgreSQL's pooled connections stands before it. */
  private static Object behindHandle(Connection raw) throws SQLException, ClassNotFoundException {
    for (Class<?> type : raw.getClass().getInterfaces()) {
      if (type.getSimpleName().equals("PGConnection")) {
        String own = type.getPackageName() + ".jdbc.PgConnection";
        return raw.unwrap(Class.forName(own, false, type.getClassLoader()));
      }
    }
    return raw;
  }

  private static OptionalLong number(Object told, String method)
      throws ReflectiveOperationException {
    Number number = (Number) told.getClass().getMethod(method).invoke(told);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number.longValue());
  }

  private static OptionalLong connectorJ(Object raw) throws ReflectiveOperationException {
    Object session = raw.getClass().getMethod("getSession").invoke(raw);
    return session == null ? OptionalLong.empty() : number(session, "getThreadId");
  }

  /**
   * Whether the driver may go on with another session: because it connects again, has several hosts
   * to choose from, or keeps its connections for whoever comes next.
   *
   * @param properties what the driver was given beside the URL
   */
  static boolean changes(Connection raw, Properties properties) throws SQLException {
    String url = raw.getMetaData().getURL();
    return url == null
        || CHANGING.matcher(url).find()
        || properties.stringPropertyNames().stream().anyMatch(key -> CHANGING.matcher(key).find());
  }
}
