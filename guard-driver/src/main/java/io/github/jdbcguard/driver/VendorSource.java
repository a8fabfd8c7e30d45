package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.CommonDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source of the real driver, set up as a bean: with the URL that was judged, and everything
 * beside it. What it has no property for is an error, because what is dropped without a word may be
 * what somebody relied on. For one thread.
 *
 * @param <T> the kind of data source
 */
final class VendorSource<T extends CommonDataSource> {
  private static final String CANNOT_CONNECT = "08001";
  private static final String DERBY = "jdbc:derby:";

  /** These choose a place in the bean, where the driver's properties of that name may not. */
  private static final Set<String> PLACES =
      Set.of(
          "url",
          "servername",
          "servernames",
          "server",
          "host",
          "port",
          "portnumber",
          "portnumbers",
          "databasename",
          "database",
          "instancename",
          "datasourcename",
          "servicename",
          "tnsentryname",
          "drivertype",
          "networkprotocol",
          "connectionattributes");

  private final T bean;

  private VendorSource(T bean) {
    this.bean = bean;
  }

  /**
   * A new one.
   *
   * @param className null for the one that is known for the URL
   */
  static <T extends CommonDataSource> VendorSource<T> of(
      Class<T> kind, String url, @Nullable String className) throws SQLException {
    String name = className == null ? KnownVendorSources.of(kind, url) : className;
    if (name.isEmpty()) {
      throw new SQLException(
          "the guard knows no %s for '%s:…'; name one by the property delegateClassName"
              .formatted(kind.getSimpleName(), KnownDrivers.prefix(url)),
          CANNOT_CONNECT);
    }
    return new VendorSource<>(create(kind, name));
  }

  private static <T> T create(Class<T> kind, String name) throws SQLException {
    List<String> tried = new ArrayList<>();
    Map<ClassLoader, String> loaders =
        DriverSearch.loaders(Thread.currentThread().getContextClassLoader());
    for (Map.Entry<ClassLoader, String> one : loaders.entrySet()) {
      try {
        Class<?> type = Class.forName(name, true, one.getKey());
        if (kind.isAssignableFrom(type) && !GuardCommonDataSource.class.isAssignableFrom(type)) {
          return kind.cast(type.getDeclaredConstructor().newInstance());
        }
        tried.add("%s: is no %s of a real driver".formatted(one.getValue(), kind.getName()));
      } catch (ClassNotFoundException e) {
        tried.add(one.getValue() + ": not there");
      } catch (ReflectiveOperationException | LinkageError | RuntimeException broken) {
        tried.add("%s: %s".formatted(one.getValue(), DriverSearch.fault(broken)));
      }
    }
    throw new MissingDriverException(
        "the class %s of the real driver cannot be used. Tried, in this order: %s"
            .formatted(name, String.join("; ", tried)));
  }

  /**
   * Sets it up.
   *
   * @throws SQLException where it lacks a property, or makes another place of the URL
   */
  T set(String url, Properties properties) throws SQLException {
    if (!setUrl(url)) {
      throw new SQLException(
          "%s has no property 'url', so it cannot be given the URL that was judged"
              .formatted(bean.getClass().getName()),
          CANNOT_CONNECT);
    }
    for (String name : names(properties)) {
      if (!set(name, properties.get(name), properties.getProperty(name))) {
        throw new SQLException(
            "%s cannot be given the connection property '%s'; write it into the URL"
                .formatted(bean.getClass().getName(), name),
            CANNOT_CONNECT);
      }
    }
    requireSamePlace(url, properties);
    return bean;
  }

  private static Set<String> names(Properties properties) {
    Set<String> names = new TreeSet<>(properties.stringPropertyNames());
    properties.keySet().forEach(name -> names.add(name.toString()));
    return names;
  }

  /** Derby's embedded ones take the URL in two parts; the others whole. */
  private boolean setUrl(String url) throws SQLException {
    if (call("setUrl", url)) {
      return true;
    }
    int end = url.indexOf(';') < 0 ? url.length() : url.indexOf(';');
    return url.startsWith(DERBY)
        && !url.startsWith(DERBY + "//")
        && call("setDatabaseName", url.substring(DERBY.length(), end))
        && (end == url.length() || call("setConnectionAttributes", url.substring(end + 1)));
  }

  private boolean set(String name, @Nullable Object value, @Nullable String text)
      throws SQLException {
    if (text == null || (value != null && !(value instanceof String))) {
      return false;
    }
    return (!PLACES.contains(name.toLowerCase(Locale.ROOT)) && call("set" + name, text))
        || callWithName("setProperty", name, text)
        || callWithName("setConnectionProperty", name, text);
  }

  /** Calls the setter of that name in any case; there may be one for texts, numbers or switches. */
  private boolean call(String setter, String text) throws SQLException {
    List<Method> named =
        Arrays.stream(bean.getClass().getMethods())
            .filter(m -> m.getName().equalsIgnoreCase(setter) && m.getParameterCount() == 1)
            .toList();
    for (Method method : named) {
      Optional<Object> argument = argument(method.getParameterTypes()[0], text);
      if (argument.isPresent()) {
        invoke(method, argument.get());
        return true;
      }
    }
    return false;
  }

  private boolean callWithName(String method, String name, String text) throws SQLException {
    try {
      invoke(bean.getClass().getMethod(method, String.class, String.class), name, text);
      return true;
    } catch (NoSuchMethodException none) {
      return false;
    }
  }

  private static Optional<Object> argument(Class<?> type, String text) {
    try {
      return switch (type.getName()) {
        case "java.lang.String" -> Optional.of(text);
        case "int", "java.lang.Integer" -> Optional.of(Integer.valueOf(text));
        case "long", "java.lang.Long" -> Optional.of(Long.valueOf(text));
        case "boolean", "java.lang.Boolean" ->
            text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty();
        default -> Optional.empty();
      };
    } catch (NumberFormatException otherKind) {
      return Optional.empty();
    }
  }

  private @Nullable Object invoke(Method method, Object... arguments) throws SQLException {
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw unusable(method, e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      throw unusable(method, e);
    }
  }

  /** Without the cause's own words, which may hold the URL with its password. */
  private SQLException unusable(Method method, Throwable cause) {
    return new SQLException(
        "%s does not take what it was given by %s (%s)"
            .formatted(bean.getClass().getName(), method.getName(), cause.getClass().getName()),
        CANNOT_CONNECT);
  }

  /** Some beans take the URL apart, and put another one together when they connect. */
  private void requireSamePlace(String url, Properties properties) throws SQLException {
    Optional<String> told = told();
    if (told.isEmpty() || told.get().equals(url)) {
      return;
    }
    Target judged = target(url, properties);
    Target made = target(told.get(), properties);
    if (!made.endpoints().equals(judged.endpoints())
        || !made.connectSql().equals(judged.connectSql())) {
      throw new SQLException(
          "%s makes %s of the URL, and it was judged as %s"
              .formatted(bean.getClass().getName(), made, judged),
          CANNOT_CONNECT);
    }
  }

  private Optional<String> told() throws SQLException {
    for (Method method : bean.getClass().getMethods()) {
      if (method.getName().equalsIgnoreCase("getUrl") && method.getParameterCount() == 0) {
        return Optional.ofNullable((String) invoke(method));
      }
    }
    return Optional.empty();
  }

  private static Target target(String url, Properties properties) {
    Map<String, String> texts = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return TargetResolver.resolve(url, texts, Surroundings.ofThisProcess());
  }
}
