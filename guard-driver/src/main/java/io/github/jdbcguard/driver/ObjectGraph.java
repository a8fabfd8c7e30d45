package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection's objects closed: whatever leads back to the real connection is handed out in
 * a guarded form. One for each connection; null stays null.
 */
final class ObjectGraph {
  private final GuardedConnection connection;

  ObjectGraph(GuardedConnection connection) {
    this.connection = connection;
  }

  /** What the real driver shall get: its own object where the application holds our form of it. */
  static @Nullable Object raw(@Nullable Object value) {
    if (value instanceof GuardedArray array) {
      return array.rawArray();
    }
    if (value instanceof GuardedBlob blob) {
      return blob.rawBlob();
    }
    if (value instanceof GuardedClob clob) {
      return clob.rawClob();
    }
    if (value instanceof GuardedRef ref) {
      return ref.rawRef();
    }
    return value;
  }

  /** Whether a driver may store this parameter by itself, whatever the statement does with it. */
  static boolean large(@Nullable Object value) {
    return value instanceof Blob
        || value instanceof Clob
        || value instanceof InputStream
        || value instanceof Reader;
  }

  @Nullable ResultSet rows(@Nullable ResultSet raw, @Nullable Statement owner) {
    return raw == null ? null : new GuardedResultSet(connection, raw, owner);
  }

  @Nullable ResultSetMetaData guarded(@Nullable ResultSetMetaData raw) {
    return raw == null ? null : new GuardedResultSetMetaData(connection, raw);
  }

  @Nullable ParameterMetaData guarded(@Nullable ParameterMetaData raw) {
    return raw == null ? null : new GuardedParameterMetaData(connection, raw);
  }

  @Nullable Array guarded(@Nullable Array raw) {
    return raw == null ? null : new GuardedArray(connection, raw);
  }

  @Nullable Blob guarded(@Nullable Blob raw) {
    return raw == null ? null : new GuardedBlob(connection, raw);
  }

  @Nullable Clob guarded(@Nullable Clob raw) {
    return raw == null ? null : new GuardedClob(connection, raw);
  }

  @Nullable NClob guarded(@Nullable NClob raw) {
    return raw == null ? null : new GuardedNClob(connection, raw);
  }

  @Nullable Ref guarded(@Nullable Ref raw) {
    return raw == null ? null : new GuardedRef(connection, raw);
  }

  /** A value of a row, of which only few kinds lead back to the connection. */
  @Nullable Object guarded(@Nullable Object raw) {
    if (raw == null || raw instanceof String || raw instanceof Number) {
      return raw;
    }
    if (raw instanceof ResultSet rows) {
      return rows(rows, null);
    }
    if (raw instanceof Array array) {
      return guarded(array);
    }
    if (raw instanceof NClob clob) {
      return guarded(clob);
    }
    if (raw instanceof Clob clob) {
      return guarded(clob);
    }
    if (raw instanceof Blob blob) {
      return guarded(blob);
    }
    return raw instanceof Ref ref ? guarded(ref) : raw;
  }

  /**
   * A value of a type that the application named; a vendor's own type is handed out by the rules.
   */
  @SuppressWarnings("ReferenceEquality") // what is no other object needs no guarded form
  <T> @Nullable T guardedAs(@Nullable T raw, Class<T> type) throws SQLException {
    Object guarded = guarded((@Nullable Object) raw);
    if (guarded == raw) {
      return raw;
    }
    if (type.isInstance(guarded)) {
      return type.cast(guarded);
    }
    connection.gate().admitRaw("getObject as " + type.getName());
    return raw;
  }

  /** The guarded object itself where it is of that type; else the real one, by the rules. */
  <T> T unwrap(Object guarded, Wrapper raw, Class<T> type) throws SQLException {
    if (type.isInstance(guarded)) {
      return type.cast(guarded);
    }
    connection.gate().admitRaw("unwrap to " + type.getName());
    return type.isInstance(raw) ? type.cast(raw) : raw.unwrap(type);
  }

  /** Whether {@link #unwrap} would succeed without a question. */
  boolean isWrapperFor(Object guarded, Wrapper raw, Class<?> type) throws SQLException {
    return type.isInstance(guarded)
        || (connection.gate().permits(Operation.RAW)
            && (type.isInstance(raw) || raw.isWrapperFor(type)));
  }
}
