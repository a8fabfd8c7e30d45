package io.github.jdbcguard.transparency;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the JDBC objects of a session, and writes down each call and what came of it.
 * Objects are called by their type and the order of their appearance, so that the transcript shows
 * where the same object came back.
 */
final class Recorder {
  /** Of an object that is several of them, the first says what it is taken for. */
  static final List<Class<?>> JDBC =
      List.of(
          Driver.class,
          Connection.class,
          CallableStatement.class,
          PreparedStatement.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class,
          ResultSetMetaData.class,
          ParameterMetaData.class,
          Array.class,
          NClob.class,
          Clob.class,
          Blob.class,
          SQLXML.class,
          Struct.class,
          Ref.class,
          RowId.class,
          Savepoint.class);

  private final Transcript transcript;
  private final IdentityHashMap<Object, Map<Class<?>, Object>> proxies = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Object> recorded = new IdentityHashMap<>();
  private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
  private final Map<Class<?>, Integer> counts = new HashMap<>();
  private final Set<String> called = new TreeSet<>();

  /** Exceptions that the transcript tells already. */
  private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

  private final String url;

  /**
   * Writes into a transcript.
   *
   * @param url of the session, whose prefix is no difference where it is handed in
   */
  Recorder(Transcript transcript, String url) {
    this.transcript = transcript;
    this.url = url;
  }

  boolean told(Throwable thrown) {
    return told.contains(thrown);
  }

  /** Counts objects anew, so that what differs in one step does not show in all others. */
  void step(String name) {
    transcript.step(name);
    counts.clear();
    proxies.clear();
  }

  /** What was called so far, as "Interface.method(types)". */
  Set<String> called() {
    return called;
  }

  static String signature(Class<?> type, Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(",", type.getSimpleName() + "." + method.getName() + "(", ")"));
  }

  /** The object behind a proxy of this recorder. */
  @SuppressWarnings("unchecked") // the proxy was made for this very object
  <T> T unrecorded(T proxy) {
    return (T) Objects.requireNonNull(recorded.get(proxy));
  }

  /** The object with the recorder before it. */
  <T> T recorded(T object, Class<T> type) {
    return type.cast(proxy(object, narrowest(object, type)));
  }

  /** The narrowest of the JDBC interfaces that are of the declared kind. */
  private static Class<?> narrowest(Object object, Class<?> declared) {
    return JDBC.stream()
        .filter(declared::isAssignableFrom)
        .filter(type -> type.isInstance(object))
        .findFirst()
        .orElse(declared);
  }

  private Object proxy(Object object, Class<?> type) {
    Map<Class<?>, Object> known = proxies.computeIfAbsent(object, o -> new HashMap<>());
    Object proxy = known.get(type);
    if (proxy == null) {
      proxy =
          Proxy.newProxyInstance(
              Recorder.class.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> call(object, self, type, method, arguments));
      known.put(type, proxy);
      recorded.put(proxy, object);
      names.put(proxy, type.getSimpleName() + "#" + counts.merge(type, 1, Integer::sum));
    }
    return proxy;
  }

  /** What else a JDBC object is beside what it was asked for as. */
  private String kinds(@Nullable Object proxy) {
    Object object = recorded.get(proxy);
    return object == null ? "" : " (%s)".formatted(interfaces(object));
  }

  private static String interfaces(Object object) {
    return JDBC.stream()
        .filter(type -> type.isInstance(object))
        .filter(
            type ->
                JDBC.stream()
                    .noneMatch(
                        sub -> sub != type && type.isAssignableFrom(sub) && sub.isInstance(object)))
        .map(Class::getSimpleName)
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  private @Nullable Object call(
      Object object,
      Object self,
      Class<?> type,
      Method method,
      @Nullable Object @Nullable [] arguments)
      throws Throwable {
    List<@Nullable Object> given =
        arguments == null ? List.of() : new ArrayList<>(Arrays.asList(arguments));
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(object, method, given);
    }
    called.add(signature(type, method));
    String call =
        given.stream()
            .map(argument -> url.equals(argument) ? "the URL" : text(argument))
            .collect(Collectors.joining(", ", names.get(self) + "." + method.getName() + "(", ")"));
    try {
      Object result = method.invoke(object, given.stream().map(this::passed).toArray());
      return told(call, result, declared(method, given));
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getTargetException();
      told.add(thrown);
      transcript.add(call + " threw " + Notation.of(thrown));
      throw thrown;
    }
  }

  /** A method that takes a class answers with an object of it. */
  private static Class<?> declared(Method method, List<@Nullable Object> arguments) {
    return Stream.concat(
            arguments.stream().filter(Class.class::isInstance).map(Class.class::cast),
            Stream.of(method.getReturnType()))
        .filter(type -> method.getReturnType() == Object.class || type == method.getReturnType())
        .findFirst()
        .orElseThrow();
  }

  private @Nullable Object ofObject(
      Object object, Method method, List<@Nullable Object> arguments) {
    return switch (method.getName()) {
      case "equals" -> object.equals(passed(arguments.get(0)));
      case "hashCode" -> object.hashCode();
      default -> object.toString();
    };
  }

  private @Nullable Object passed(@Nullable Object argument) {
    return recorded.getOrDefault(argument, argument);
  }

  private @Nullable Object told(String call, @Nullable Object result, Class<?> declared) {
    if (declared == void.class) {
      transcript.add(call);
      return result;
    }
    Object seen;
    try {
      seen = seen(result, declared);
    } catch (IOException e) {
      transcript.add(call + " cannot be read: " + Notation.of(e));
      return null;
    }
    boolean vendor =
        declared != Object.class
            && !declared.getName().startsWith("java")
            && declared.isInstance(seen);
    transcript.add(call + " = " + (vendor ? "an instance of it" : text(seen) + kinds(seen)));
    return seen;
  }

  /** JDBC objects are recorded in turn, and streams are read, to be read again. */
  private @Nullable Object seen(@Nullable Object result, Class<?> declared) throws IOException {
    if (result instanceof InputStream stream) {
      return new ByteArrayInputStream(stream.readAllBytes());
    }
    if (result instanceof Reader reader) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return new StringReader(text.toString());
    }
    boolean any = declared == Object.class || declared == Wrapper.class;
    boolean jdbc = any || JDBC.contains(declared);
    return result != null && jdbc && JDBC.stream().anyMatch(type -> type.isInstance(result))
        ? proxy(result, narrowest(result, any ? kind(result) : declared))
        : result;
  }

  private static Class<?> kind(Object object) {
    return JDBC.stream().filter(type -> type.isInstance(object)).findFirst().orElseThrow();
  }

  private String text(@Nullable Object value) {
    if (value != null && names.containsKey(value)) {
      return names.get(value);
    }
    try {
      if (value instanceof ByteArrayInputStream stream) {
        byte[] bytes = stream.readAllBytes();
        stream.reset();
        return "stream of " + Notation.of(bytes);
      }
      if (value instanceof StringReader reader) {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        reader.reset();
        return "reader of " + Notation.of(text.toString());
      }
    } catch (IOException e) {
      return Notation.of(e);
    }
    return value instanceof java.io.OutputStream || value instanceof java.io.Writer
        ? "a stream to write to"
        : Notation.of(value);
  }
}
