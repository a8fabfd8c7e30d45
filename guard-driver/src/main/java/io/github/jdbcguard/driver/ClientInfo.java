package io.github.jdbcguard.driver;

import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What an application says of itself (JDBC 4.3, 9.9): a part is for the guard. */
abstract class ClientInfo extends ForwardingConnection implements GuardConnection {
  ClientInfo(Connection raw) {
    super(raw);
  }

  /** The way to the server, which knows what the statements are for. */
  abstract Gate gate();

  @Override
  public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
    if (isOurs(name)) {
      gate().change(value == null ? "" : value);
    } else {
      rawConnection().setClientInfo(name, value);
    }
  }

  /** What is not among the properties is taken back. */
  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    if (properties == null) {
      rawConnection().setClientInfo(null);
      return;
    }
    String change = "";
    for (String name : properties.stringPropertyNames()) {
      change = isOurs(name) ? properties.getProperty(name) : change;
    }
    rawConnection().setClientInfo(GuardSettings.withoutOwn(properties));
    gate().change(change);
  }

  @Override
  public @Nullable String getClientInfo(String name) throws SQLException {
    if (!CHANGE.equals(name)) {
      return rawConnection().getClientInfo(name);
    }
    String change = gate().change();
    return change.isEmpty() ? null : change;
  }

  @Override
  public @Nullable Properties getClientInfo() throws SQLException {
    Properties known = rawConnection().getClientInfo();
    String change = gate().change();
    if (change.isEmpty()) {
      return known;
    }
    Properties all = known == null ? new Properties() : GuardSettings.copy(known);
    all.setProperty(CHANGE, change);
    return all;
  }

  /** A name that is misspelt would be lost in silence. */
  private static boolean isOurs(@Nullable String name) throws SQLClientInfoException {
    if (name == null || !name.startsWith(Setting.PREFIX)) {
      return false;
    }
    if (!name.equals(CHANGE)) {
      throw new SQLClientInfoException(
          "'%s' is no client info of the guard; there is %s, and settings are connection properties"
              .formatted(name, CHANGE),
          "42000",
          Map.of(name, ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
    }
    return true;
  }
}
