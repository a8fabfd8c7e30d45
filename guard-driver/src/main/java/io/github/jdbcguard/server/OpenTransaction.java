package io.github.jdbcguard.server;

import java.sql.Connection;

/**
 * Whether a transaction is open by the word of the driver, which the server tells with every
 * answer: however it was begun, as by a procedure, and whichever COMMIT was never sent. Drivers
 * have no common way to tell it, so theirs are called by name; nothing is sent.
 */
public final class OpenTransaction {
  /** {@code SERVER_STATUS_IN_TRANS} of the protocol of MySQL and MariaDB. */
  private static final int IN_TRANSACTION = 1;

  private OpenTransaction() {}

  /** False also where the driver is another one, or does not tell. */
  public static boolean toldBy(Connection raw) {
    try {
      return switch (raw.getClass().getName()) {
        case "org.postgresql.jdbc.PgConnection", "com.yugabyte.jdbc.PgConnection" ->
            !tells(raw, "getTransactionState").toString().equals("IDLE");
        case "org.mariadb.jdbc.Connection" ->
            ((int) tells(tells(raw, "getContext"), "getServerStatus") & IN_TRANSACTION) != 0;
        case "com.mysql.cj.jdbc.ConnectionImpl" ->
            (boolean)
                tells(tells(tells(raw, "getSession"), "getServerSession"), "inTransactionOnServer");
        default -> false;
      };
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherVersion) {
      return false;
    }
  }

  private static Object tells(Object driver, String method) throws ReflectiveOperationException {
    return driver.getClass().getMethod(method).invoke(driver);
  }
}
