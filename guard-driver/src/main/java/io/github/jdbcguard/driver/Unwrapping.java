package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.vendor.VendorView;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code unwrap} and {@code isWrapperFor} (JDBC 4.3, 3.2): by the guarded object, by a view
 * of a vendor's interface, or by the driver's own object. One for each connection.
 */
final class Unwrapping {
  private final GuardedConnection connection;

  /** The vendor's view of the connection, which stays the same one; null until it is asked for. */
  private @Nullable Object connectionView;

  Unwrapping(GuardedConnection connection) {
    this.connection = connection;
  }

  /**
   * The guarded object itself where it is of that type. Else the real one where the policy leaves
   * that open; a guarded view of it where the type is an interface of its vendor; and else the real
   * one by the rules.
   */
  <T> T unwrap(Object guarded, Wrapper raw, @Nullable Class<T> type) throws SQLException {
    if (type == null) {
      connection.gate().admitRaw("unwrap to no type");
      return raw.unwrap(type);
    }
    if (type.isInstance(guarded)) {
      return type.cast(guarded);
    }
    if (isOfVendor(type) && connection.gate().verdict(Operation.RAW) != Verdict.ALLOW) {
      Optional<T> view = view(guarded, real(raw, type), type);
      if (view.isPresent()) {
        return view.get();
      }
    }
    connection.gate().admitRaw("unwrap to " + type.getName());
    return real(raw, type);
  }

  private static <T> T real(Wrapper raw, Class<T> type) throws SQLException {
    return type.isInstance(raw) ? type.cast(raw) : raw.unwrap(type);
  }

  @SuppressWarnings("ReferenceEquality") // is it the connection itself
  private synchronized <T> Optional<T> view(Object guarded, Object real, Class<T> type) {
    if (guarded != connection) {
      return VendorView.of(real, guarded, new VendorGate(connection), type);
    }
    if (!type.isInstance(connectionView)) {
      connectionView = VendorView.of(real, guarded, new VendorGate(connection), type).orElse(null);
    }
    return Optional.ofNullable(connectionView).map(type::cast);
  }

  private static boolean isOfVendor(Class<?> type) {
    return type.isInterface() && !type.getName().startsWith("java");
  }

  /** Whether {@link #unwrap} would succeed without a question. */
  boolean isWrapperFor(Object guarded, Wrapper raw, @Nullable Class<?> type) throws SQLException {
    if (type == null) {
      return permitsRaw() && raw.isWrapperFor(type);
    }
    return type.isInstance(guarded)
        || ((isOfVendor(type) || permitsRaw()) && (type.isInstance(raw) || raw.isWrapperFor(type)));
  }

  private boolean permitsRaw() {
    Verdict verdict = connection.gate().verdict(Operation.RAW);
    return verdict == Verdict.ALLOW || verdict == Verdict.WARN;
  }
}
