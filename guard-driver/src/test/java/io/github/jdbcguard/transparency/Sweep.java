package io.github.jdbcguard.transparency;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls the methods of an interface one after the other, in the order of their signatures, so that
 * none can be left out.
 *
 * @param number for every number
 * @param text for every text
 * @param object for every object
 */
record Sweep(int number, String text, Object object) {

  /**
   * All methods of the interface that pass the filter; what they throw is the recorder's to tell.
   */
  <T> void over(Class<T> type, T target, Predicate<Method> filter) {
    methods(type)
        .filter(filter)
        .sorted(Comparator.comparing(method -> Recorder.signature(type, method)))
        .forEach(method -> call(method, target));
  }

  static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.isBridge());
  }

  static Predicate<Method> all() {
    return method -> true;
  }

  static Predicate<Method> named(String... names) {
    return method -> List.of(names).contains(method.getName());
  }

  static Predicate<Method> starting(String... prefixes) {
    return method -> Stream.of(prefixes).anyMatch(method.getName()::startsWith);
  }

  void call(Method method, Object target) {
    try {
      method.invoke(
          target, Arrays.stream(method.getParameterTypes()).map(this::argument).toArray());
    } catch (InvocationTargetException told) {
      return; // the recorder has written it down
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private @Nullable Object argument(Class<?> type) {
    if (type.isPrimitive()) {
      return primitive(type);
    }
    if (type == String.class) {
      return text;
    }
    if (type == Object.class) {
      return object;
    }
    if (type == InputStream.class) {
      return new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8));
    }
    return type == Reader.class ? new StringReader("reader") : constant(type);
  }

  private Object primitive(Class<?> type) {
    return switch (type.getName()) {
      case "boolean" -> true;
      case "byte" -> (byte) number;
      case "short" -> (short) number;
      case "long" -> (long) number;
      case "float" -> 1.5f;
      case "double" -> 1.5;
      default -> number;
    };
  }

  /** Null for what only a driver can make. */
  private static @Nullable Object constant(Class<?> type) {
    Map<Class<?>, Object> constants =
        Map.ofEntries(
            Map.entry(BigDecimal.class, new BigDecimal("1.25")),
            Map.entry(byte[].class, new byte[] {1, 2}),
            Map.entry(int[].class, new int[] {1}),
            Map.entry(String[].class, new String[] {"id"}),
            Map.entry(Object[].class, new Object[] {"a", "b"}),
            Map.entry(Date.class, Date.valueOf("2026-01-02")),
            Map.entry(Time.class, Time.valueOf("03:04:05")),
            Map.entry(Timestamp.class, Timestamp.valueOf("2026-01-02 03:04:05.678")),
            Map.entry(Class.class, String.class),
            Map.entry(Map.class, Map.of()),
            Map.entry(SQLType.class, JDBCType.VARCHAR),
            Map.entry(Executor.class, (Executor) Runnable::run));
    return type == Calendar.class
        ? Calendar.getInstance(TimeZone.getTimeZone("GMT+5"), java.util.Locale.ROOT)
        : constants.get(type);
  }
}
