package io.github.jdbcguard.transparency;

import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How values and exceptions are written in a transcript: all that an application can see of them.
 */
final class Notation {
  /** An object of one of these is what it can be asked as, whoever's class it is. */
  private static final List<Class<?>> JDBC =
      List.of(
          Blob.class,
          NClob.class,
          Clob.class,
          Array.class,
          Struct.class,
          SQLXML.class,
          ResultSet.class);

  private Notation() {}

  /** A value with its class, where it is not plain from the notation. */
  static String of(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Integer) {
      return String.valueOf(value);
    }
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    if (value instanceof Throwable thrown) {
      return of(thrown);
    }
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    }
    if (value.getClass().isArray()) {
      return array(value);
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<Object, Object> sorted = new TreeMap<>(map);
      sorted.keySet().removeIf(key -> key.toString().startsWith("guard."));
      return "map " + sorted;
    }
    if (value instanceof java.util.Calendar calendar) {
      return "calendar of " + calendar.getTimeZone().getID();
    }
    for (Class<?> type : JDBC) {
      if (type.isInstance(value)) {
        return type.getName() + ' ' + value;
      }
    }
    return value.getClass().isSynthetic() || value.getClass().isHidden()
        ? "a function"
        : value.getClass().getName() + ' ' + value;
  }

  private static String array(Object array) {
    return IntStream.range(0, java.lang.reflect.Array.getLength(array))
        .mapToObj(i -> of(java.lang.reflect.Array.get(array, i)))
        .collect(Collectors.joining(", ", array.getClass().getComponentType() + "[", "]"));
  }

  /** Class, SQLState, code, message, causes, next exceptions, and what was suppressed. */
  static String of(Throwable thrown) {
    return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static String of(Throwable thrown, Set<Throwable> told) {
    if (!told.add(thrown)) {
      return "(told above)";
    }
    StringBuilder text = new StringBuilder(thrown.getClass().getName());
    if (thrown instanceof SQLException e) {
      text.append(" [%s, %d]".formatted(e.getSQLState(), e.getErrorCode()));
    }
    // Of its own null pointers, the JVM tells the message until it has compiled the place.
    text.append(": ").append(thrown instanceof NullPointerException ? "" : thrown.getMessage());
    if (thrown instanceof BatchUpdateException e) {
      text.append(" counts ").append(Arrays.toString(e.getUpdateCounts()));
      text.append(" large ").append(Arrays.toString(e.getLargeUpdateCounts()));
    }
    if (thrown instanceof SQLClientInfoException e) {
      text.append(" failed ").append(e.getFailedProperties());
    }
    if (thrown.getCause() != null) {
      text.append(" { cause ").append(of(thrown.getCause(), told)).append(" }");
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      text.append(" { suppressed ").append(of(suppressed, told)).append(" }");
    }
    if (thrown instanceof SQLException e && e.getNextException() != null) {
      text.append(" { next ").append(of(e.getNextException(), told)).append(" }");
    }
    return text.toString();
  }
}
