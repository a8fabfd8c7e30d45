package io.github.jdbcguard.vendor;

import io.github.jdbcguard.sql.Operation;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What stands between a vendor's interface and the server: the gate of the connection. */
public interface ViewGate {

  /** Prepares by the driver's own method. */
  @FunctionalInterface
  interface Preparing {
    PreparedStatement prepare() throws SQLException;
  }

  /** Lets a text pass that is about to be sent, or refuses it. */
  void admit(@Nullable String sql) throws SQLException;

  /** Lets something pass that has no text, or refuses it. */
  void admit(Operation operation, String what) throws SQLException;

  /** Lets a call pass of which is not known what it does, or refuses it. */
  void admitRaw(String what) throws SQLException;

  /** Judges a text and prepares it; what comes back is guarded. */
  PreparedStatement prepared(@Nullable String sql, Preparing preparing) throws SQLException;

  /** The form in which an object of the driver is handed out: guarded where it leads back. */
  @Nullable Object guarded(@Nullable Object raw);

  /** The driver's own object where the application holds our form of it. */
  @Nullable Object raw(@Nullable Object value);
}
