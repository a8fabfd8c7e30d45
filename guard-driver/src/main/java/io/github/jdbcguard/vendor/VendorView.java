package io.github.jdbcguard.vendor;

import io.github.jdbcguard.sql.Operation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A driver's object as the interfaces of its vendor, with every call judged: what JDBC knows goes
 * to the guarded object, what the vendor adds is treated by {@link VendorMethods}. Made by
 * reflection, so that the guard needs no vendor's jar and fits the version that is there; nothing
 * that runs a statement or reads a row passes here. As thread-safe as the driver's object.
 */
@SuppressWarnings(
    "ReferenceEquality") // a view is itself, and what comes back raw is the same object
public final class VendorView implements InvocationHandler {
  private final Object raw;
  private final Object guarded;
  private final ViewGate gate;

  private VendorView(Object raw, Object guarded, ViewGate gate) {
    this.raw = raw;
    this.guarded = guarded;
    this.gate = gate;
  }

  /**
   * A view of an object.
   *
   * @param raw the driver's object
   * @param guarded our form of it, which every call of JDBC goes to
   * @param type an interface of the vendor that it implements
   * @return empty where its interfaces cannot be shown together
   */
  public static <T> Optional<T> of(Object raw, Object guarded, ViewGate gate, Class<T> type) {
    ClassLoader loader = raw.getClass().getClassLoader();
    try {
      Object view =
          Proxy.newProxyInstance(
              loader, interfaces(raw, guarded), new VendorView(raw, guarded, gate));
      return type.isInstance(view) ? Optional.of(type.cast(view)) : Optional.empty();
    } catch (IllegalArgumentException notTogether) {
      return Optional.empty();
    }
  }

  /** Of JDBC's own interfaces only those that the guarded object has as well. */
  private static Class<?>[] interfaces(Object raw, Object guarded) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> type = raw.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> declared : type.getInterfaces()) {
        boolean shown = !declared.getName().startsWith("java") || declared.isInstance(guarded);
        if (shown && Modifier.isPublic(declared.getModifiers())) {
          all.add(declared);
        }
      }
    }
    return all.toArray(Class<?>[]::new);
  }

  /** A method that declares no SQLException tells of one by an unchecked exception. */
  @Override
  public @Nullable Object invoke(Object view, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return answer(view, method, arguments);
    } catch (SQLException e) {
      boolean declared =
          Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(e));
      throw declared ? e : new IllegalStateException(e.getMessage(), e);
    }
  }

  private @Nullable Object answer(Object view, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
      return view == given[0];
    }
    Optional<Method> own = ofGuarded(method);
    if (own.isPresent()) {
      return call(own.get(), guarded, given);
    }
    Treatment treatment = treatment(method, given);
    String what = "%s.%s".formatted(method.getDeclaringClass().getSimpleName(), method.getName());
    switch (treatment) {
      case PLAIN, VIEWED, CONSTRUCTED, PREPARED -> {}
      case TEXT -> gate.admit((String) given[0]);
      case FUNCTION -> admitFunction((Integer) given[0]);
      case CALL -> gate.admit(Operation.CALL, what);
      case GRANT -> gate.admit(Operation.GRANT, what);
      case RAW -> gate.admitRaw(what);
    }
    return switch (treatment) {
      case PREPARED ->
          gate.prepared((String) given[0], () -> preparedByDriver(method, rawForms(given)));
      case CONSTRUCTED -> constructed(view, method, given, what);
      case VIEWED -> viewed(method, given, what);
      case PLAIN, TEXT, FUNCTION, CALL, GRANT, RAW -> handedOut(method, given, what);
    };
  }

  /** An overload that takes no text is not what the list means. */
  private static Treatment treatment(Method method, Object[] given) {
    Treatment listed = VendorMethods.known().of(method);
    boolean takesText = listed == Treatment.TEXT || listed == Treatment.PREPARED;
    return takesText && !(given.length > 0 && given[0] instanceof String) ? Treatment.RAW : listed;
  }

  private void admitFunction(int oid) throws SQLException {
    gate.admit(FastpathFunction.operation(oid), FastpathFunction.words(oid));
  }

  /** The same method of the guarded object; empty where JDBC has no such method. */
  private Optional<Method> ofGuarded(Method method) {
    if (method.getDeclaringClass() == Object.class) {
      return Optional.of(method);
    }
    for (Class<?> type = guarded.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> jdbc : type.getInterfaces()) {
        for (Method candidate : jdbc.getMethods()) {
          if (sameSignature(candidate, method)) {
            return Optional.of(candidate);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sameSignature(Method one, Method other) {
    return one.getName().equals(other.getName())
        && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
  }

  private @Nullable Object handedOut(Method method, Object[] given, String what) throws Throwable {
    Object result = call(method, raw, rawForms(given));
    Object shown = gate.guarded(result);
    Class<?> returned = method.getReturnType();
    if (shown == null || shown == result || returned.isInstance(shown)) {
      return shown;
    }
    gate.admitRaw(what);
    return result;
  }

  private @Nullable Object viewed(Method method, Object[] given, String what) throws Throwable {
    Object result = call(method, raw, rawForms(given));
    if (result == null) {
      return null;
    }
    Optional<?> view = of(result, new Object(), gate, method.getReturnType());
    if (view.isEmpty()) {
      gate.admitRaw(what);
      return result;
    }
    return view.get();
  }

  /** What works through a connection is made anew, upon this view of it. */
  private @Nullable Object constructed(Object view, Method method, Object[] given, String what)
      throws Throwable {
    Class<?> returned = method.getReturnType();
    Class<?> made =
        returned.isInterface()
            ? Class.forName(returned.getName() + "Impl", true, returned.getClassLoader())
            : returned;
    for (Constructor<?> constructor : made.getConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0].isInstance(view)) {
        try {
          return constructor.newInstance(view);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    gate.admitRaw(what);
    return call(method, raw, given);
  }

  private Object[] rawForms(Object[] given) {
    Object[] forms = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      forms[i] = gate.raw(given[i]);
    }
    return forms;
  }

  private PreparedStatement preparedByDriver(Method method, Object[] given) throws SQLException {
    try {
      return (PreparedStatement) Objects.requireNonNull(call(method, raw, given));
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new SQLException(e);
    }
  }

  private static @Nullable Object call(Method method, Object target, Object[] given)
      throws Throwable {
    try {
      return method.invoke(target, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
