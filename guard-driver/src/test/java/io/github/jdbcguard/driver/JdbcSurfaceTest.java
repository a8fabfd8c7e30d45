package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.NoTerminal;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.server.ReadOnlySession;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method of every JDBC interface of the JDK that runs this, on a sealed target: what
 * writes is refused before the driver hears of it, and no object of the driver comes back bare.
 */
class JdbcSurfaceTest {
  private static final String WRITE = "DELETE FROM items WHERE id = 1";
  private static final Path TREATMENTS = Path.of("src/build/treatments.txt");

  /** Left to the Guarded* classes, and of no harm with a write as text. */
  private static final Set<String> PASSES =
      Set.of(
          "createStatement",
          "getMetaData",
          "getParameterMetaData",
          "getConnection",
          "getStatement",
          "getResultSet",
          "getGeneratedKeys",
          "getObject",
          "setAutoCommit",
          "commit",
          "rollback",
          "close",
          "setReadOnly",
          "isReadOnly",
          "setCatalog",
          "setSchema",
          "setSavepoint",
          "releaseSavepoint",
          "setTransactionIsolation",
          "setClientInfo",
          "getClientInfo",
          "beginRequest",
          "endRequest",
          "addBatch",
          "clearBatch",
          "executeBatch",
          "executeLargeBatch",
          "isWrapperFor");

  /** Makes a LOB that no row holds yet; storing it takes a statement. */
  private static final Set<String> FRESH =
      Set.of("createBlob", "createClob", "createNClob", "createSQLXML");

  /** Types of java.sql that lead to the connection, and so are handed out guarded. */
  private static final List<Class<?>> GUARDED =
      List.of(
          Connection.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class,
          ResultSetMetaData.class,
          ParameterMetaData.class,
          Array.class,
          Blob.class,
          Clob.class,
          Ref.class,
          SQLXML.class,
          Struct.class);

  @TempDir static Path folder;

  private final List<String> sent = new ArrayList<>();

  static Stream<Arguments> methods() {
    return Stream.concat(
            GUARDED.stream(),
            Stream.of(PreparedStatement.class, CallableStatement.class, NClob.class))
        .flatMap(
            type ->
                Arrays.stream(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(method -> Arguments.of(type, method)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void treatsEveryMethodAsDecided(Class<?> type, Method method) throws Exception {
    String treatment = treatment(type, method);
    Object guarded = guarded(type);
    Method implementation =
        guarded.getClass().getMethod(method.getName(), method.getParameterTypes());
    assertThat(implementation.getDeclaringClass().getPackageName())
        .as("who implements it")
        .isEqualTo("io.github.jdbcguard.driver");
    sent.clear();

    Object result = null;
    boolean refused = false;
    try {
      implementation.setAccessible(true);
      result = implementation.invoke(guarded, arguments(method));
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).isInstanceOf(GuardRefusedException.class);
      refused = true;
    }

    boolean passes =
        switch (treatment) {
          case "plain", "wrapped", "hooked_if_large" -> true;
          case "abstract" -> PASSES.contains(method.getName());
          case "hooked" -> false;
          default -> throw new AssertionError(treatment);
        };
    assertThat(refused).as("refused").isEqualTo(!passes);
    if (refused) {
      assertThat(sent).as("sent although refused").isSubsetOf("getAutoCommit");
    }
    if (!FRESH.contains(method.getName())) {
      assertThat(isBare(result)).as("an object of the driver came back bare").isFalse();
    }
  }

  private static boolean isBare(@Nullable Object result) {
    return result != null
        && Proxy.isProxyClass(result.getClass())
        && GUARDED.stream().anyMatch(type -> type.isInstance(result));
  }

  private Object guarded(Class<?> type) throws Exception {
    Session session =
        Sessions.of(
            "sealed", folder.resolve("audit.jsonl"), new NoTerminal(), Set.of(Origin.WORKSTATION));
    GuardedConnection connection =
        new GuardedConnection(fake(Connection.class), session, ReadOnlySession.none());
    Ruling write = connection.gate().judge(WRITE);
    if (type == Connection.class) {
      return connection;
    }
    if (type == Statement.class) {
      return new GuardedStatement(connection, fake(Statement.class));
    }
    if (type == PreparedStatement.class) {
      return new GuardedPreparedStatement(connection, fake(PreparedStatement.class), write);
    }
    if (type == CallableStatement.class) {
      return new GuardedCallableStatement(connection, fake(CallableStatement.class), write);
    }
    if (type == ResultSet.class) {
      return new GuardedResultSet(connection, fake(ResultSet.class), null);
    }
    if (type == DatabaseMetaData.class) {
      return new GuardedDatabaseMetaData(connection, fake(DatabaseMetaData.class));
    }
    if (type == ResultSetMetaData.class) {
      return new GuardedResultSetMetaData(connection, fake(ResultSetMetaData.class));
    }
    if (type == ParameterMetaData.class) {
      return new GuardedParameterMetaData(connection, fake(ParameterMetaData.class));
    }
    return Objects.requireNonNull(new ObjectGraph(connection).guarded((Object) fake(type)));
  }

  /** A driver's object that does nothing but remember what it was asked. */
  private <T> T fake(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("toString") ? "fake " + type.getSimpleName() : 0;
              }
              sent.add(method.getName());
              return answer(method);
            });
    return type.cast(proxy);
  }

  private @Nullable Object answer(Method method) {
    Class<?> returned = method.getReturnType();
    if (returned == boolean.class) {
      return false;
    }
    if (returned == int.class) {
      return 0;
    }
    if (returned == long.class) {
      return 0L;
    }
    if (returned == Object.class) {
      return method.getParameterCount() > 1 ? null : fake(Array.class);
    }
    return returned.isInterface() && returned.getPackageName().equals("java.sql")
        ? fake(returned)
        : returned.isPrimitive() && returned != void.class
            ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(returned, 1), 0)
            : null;
  }

  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(JdbcSurfaceTest::argument).toArray();
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == String.class) {
      return WRITE;
    }
    if (type == Class.class) {
      return Runnable.class;
    }
    return type.isPrimitive()
        ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
        : null;
  }

  private static String treatment(Class<?> type, Method method) throws IOException {
    Map<String, String> decided = treatments();
    String signature =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getCanonicalName)
            .collect(Collectors.joining(",", method.getName() + "(", ")"));
    for (Class<?> declaring : lineage(type)) {
      String key = declaring.getSimpleName() + " ";
      String found =
          decided.getOrDefault(key + signature, decided.getOrDefault(key + method.getName(), ""));
      if (!found.isEmpty() && declares(declaring, method)) {
        return found;
      }
    }
    throw new AssertionError(
        "nobody decided how %s.%s is treated; add it to treatments.txt"
            .formatted(type.getSimpleName(), signature));
  }

  private static boolean declares(Class<?> type, Method method) {
    boolean root = type != PreparedStatement.class && type != CallableStatement.class;
    return root
        || Arrays.stream(type.getDeclaredMethods())
            .anyMatch(
                own ->
                    own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  private static List<Class<?>> lineage(Class<?> type) {
    if (type == CallableStatement.class) {
      return List.of(type, PreparedStatement.class, Statement.class);
    }
    if (type == PreparedStatement.class) {
      return List.of(type, Statement.class);
    }
    return type == NClob.class ? List.of(Clob.class) : List.of(type);
  }

  /** The list that the build generates from, keyed by interface and method. */
  private static Map<String, String> treatments() throws IOException {
    Map<String, String> decided = new HashMap<>();
    String text =
        Files.readString(TREATMENTS).replaceAll("(?m)^#.*$", "").replaceAll("\n[ \t]+", " ");
    for (String line : text.lines().toList()) {
      List<String> words = List.of(line.split("[ :]+", -1));
      words.stream()
          .skip(2)
          .forEach(
              name ->
                  decided.put(words.get(0) + " " + name, words.get(1).toLowerCase(Locale.ROOT)));
    }
    return decided;
  }
}
