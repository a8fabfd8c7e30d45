package io.github.jdbcguard.driver;

import java.io.InputStream;
import java.io.Reader;
import java.lang.ref.WeakReference;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import javax.sql.rowset.CachedRowSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection's objects closed: whatever leads back to the real connection is handed out in
 * a guarded form. One for each connection; null stays null.
 */
final class ObjectGraph {
  private final GuardedConnection connection;

  /** Null until something is unwrapped; guarded by this. */
  private @Nullable Unwrapping unwrapping;

  /** By the real ones; null where nobody asks for them. */
  private volatile @Nullable Map<PreparedStatement, WeakReference<PreparedStatement>> prepared;

  /** What was handed out last, so that the same comes back where the driver gives the same. */
  private @Nullable GuardedDatabaseMetaData metaData;

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
    if (value instanceof GuardedStruct struct) {
      return struct.rawStruct();
    }
    if (value instanceof GuardedSqlXml xml) {
      return xml.rawSQLXML();
    }
    return value instanceof Object[] values ? raw(values) : value;
  }

  /** The same for the elements of an array or the attributes of a structure. */
  static @Nullable Object @Nullable [] raw(@Nullable Object @Nullable [] values) {
    return values == null ? null : replaced(values, ObjectGraph::raw);
  }

  /** The same array where nothing in it is another object. */
  @SuppressWarnings("ReferenceEquality") // another object is what has to be replaced
  private static @Nullable Object[] replaced(
      @Nullable Object[] values, UnaryOperator<@Nullable Object> form) {
    @Nullable Object[] forms = values;
    for (int i = 0; i < values.length; i++) {
      Object other = form.apply(values[i]);
      if (other != values[i]) {
        forms = forms == values ? Arrays.copyOf(values, values.length, Object[].class) : forms;
        forms[i] = other;
      }
    }
    return forms;
  }

  /** Whether a driver may store this parameter by itself, whatever the statement does with it. */
  static boolean large(@Nullable Object value) {
    return value instanceof Blob
        || value instanceof Clob
        || value instanceof InputStream
        || value instanceof Reader;
  }

  /** From now on the guarded form of a prepared statement can be asked for. */
  void rememberPrepared() {
    prepared = Collections.synchronizedMap(new WeakHashMap<>());
  }

  void prepared(PreparedStatement raw, PreparedStatement guarded) {
    Map<PreparedStatement, WeakReference<PreparedStatement>> remembered = prepared;
    if (remembered != null) {
      remembered.put(raw, new WeakReference<>(guarded));
    }
  }

  /** The guarded form that was handed out for it; null where there is none any more. */
  @Nullable PreparedStatement guardedFormOf(PreparedStatement raw) {
    Map<PreparedStatement, WeakReference<PreparedStatement>> remembered = prepared;
    WeakReference<PreparedStatement> guarded = remembered == null ? null : remembered.get(raw);
    return guarded == null ? null : guarded.get();
  }

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  DatabaseMetaData metaData(DatabaseMetaData raw) {
    GuardedDatabaseMetaData known = metaData;
    if (known == null || known.rawDatabaseMetaData() != raw) {
      known = new GuardedDatabaseMetaData(connection, raw);
      metaData = known;
    }
    return known;
  }

  @Nullable ResultSet rows(@Nullable ResultSet raw, @Nullable GuardedStatement owner) {
    return raw == null ? null : guarded(raw, owner);
  }

  /** The rows that are known already, where the driver hands out the same again. */
  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  GuardedResultSet rows(
      ResultSet raw, @Nullable GuardedStatement owner, @Nullable GuardedResultSet known) {
    return known != null && known.rawResultSet() == raw ? known : guarded(raw, owner);
  }

  private GuardedResultSet guarded(ResultSet raw, @Nullable GuardedStatement owner) {
    return raw instanceof CachedRowSet answer
        ? new GuardedAnswer(connection, answer, owner)
        : new GuardedResultSet(connection, raw, owner);
  }

  /** A statement that the driver made by itself; what it would run again is not known. */
  GuardedStatement statement(Statement raw) {
    if (raw instanceof CallableStatement call) {
      return new GuardedCallableStatement(connection, call, connection.gate().unknown());
    }
    return raw instanceof PreparedStatement prepared
        ? new GuardedPreparedStatement(connection, prepared, connection.gate().unknown())
        : new GuardedStatement(connection, raw);
  }

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  @Nullable GuardedResultSetMetaData guarded(
      @Nullable ResultSetMetaData raw, @Nullable GuardedResultSetMetaData known) {
    if (raw == null || (known != null && known.rawResultSetMetaData() == raw)) {
      return raw == null ? null : known;
    }
    return new GuardedResultSetMetaData(connection, raw);
  }

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  @Nullable GuardedParameterMetaData guarded(
      @Nullable ParameterMetaData raw, @Nullable GuardedParameterMetaData known) {
    if (raw == null || (known != null && known.rawParameterMetaData() == raw)) {
      return raw == null ? null : known;
    }
    return new GuardedParameterMetaData(connection, raw);
  }

  @Nullable Array guarded(@Nullable Array raw) {
    return raw == null ? null : new GuardedArray(connection, raw);
  }

  @Nullable Blob guarded(@Nullable Blob raw) {
    return raw == null ? null : new GuardedBlob(connection, raw);
  }

  /** Of the driver's kind: some hand out an NClob for every CLOB. */
  @Nullable Clob guarded(@Nullable Clob raw) {
    if (raw instanceof NClob national) {
      return guarded(national);
    }
    return raw == null ? null : new GuardedClob(connection, raw);
  }

  @Nullable NClob guarded(@Nullable NClob raw) {
    return raw == null ? null : new GuardedNClob(connection, raw);
  }

  @Nullable Ref guarded(@Nullable Ref raw) {
    return raw == null ? null : new GuardedRef(connection, raw);
  }

  @Nullable SQLXML guarded(@Nullable SQLXML raw) {
    return raw == null ? null : new GuardedSqlXml(connection, raw);
  }

  @Nullable Struct guarded(@Nullable Struct raw) {
    return raw == null ? null : new GuardedStruct(connection, raw);
  }

  /** The attributes of a structure. */
  @Nullable Object @Nullable [] guarded(@Nullable Object @Nullable [] raw) {
    return raw == null ? null : replaced(raw, value -> guarded(value));
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
    if (raw instanceof Clob clob) {
      return guarded(clob);
    }
    if (raw instanceof Blob blob) {
      return guarded(blob);
    }
    if (raw instanceof Ref ref) {
      return guarded(ref);
    }
    if (raw instanceof SQLXML xml) {
      return guarded(xml);
    }
    if (raw instanceof Struct struct) {
      return guarded(struct);
    }
    return raw instanceof Object[] values ? guarded(values) : raw;
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

  /** See {@link Unwrapping}. */
  <T> T unwrap(Object guarded, Wrapper raw, @Nullable Class<T> type) throws SQLException {
    return unwrapping().unwrap(guarded, raw, type);
  }

  /** Whether {@link #unwrap} would succeed without a question. */
  boolean isWrapperFor(Object guarded, Wrapper raw, @Nullable Class<?> type) throws SQLException {
    return unwrapping().isWrapperFor(guarded, raw, type);
  }

  private synchronized Unwrapping unwrapping() {
    Unwrapping known = unwrapping;
    if (known == null) {
      known = new Unwrapping(connection);
      unwrapping = known;
    }
    return known;
  }
}
