package io.github.jdbcguard.driver;

import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the guard's data sources out of what a directory keeps: their own references, and resources
 * as Tomcat declares them. Thread-safe.
 */
public final class GuardDataSourceFactory implements ObjectFactory {
  /** What containers add for themselves. */
  private static final Set<String> OF_CONTAINERS =
      Set.of(
          "auth",
          "closeMethod",
          "description",
          "factory",
          "forceString",
          "jndiName",
          "name",
          "scope",
          "singleton",
          "type");

  /** For containers, which name this class. */
  public GuardDataSourceFactory() {}

  /**
   * The data source.
   *
   * @param reference to {@link javax.sql.DataSource}, {@link javax.sql.XADataSource}, {@link
   *     javax.sql.ConnectionPoolDataSource}, or to one of the guard's by its class
   * @return null where it refers to something else, so that the next factory is asked
   * @throws NamingException for a property that there is not, or that makes no sense
   */
  @Override
  public @Nullable Object getObjectInstance(
      @Nullable Object reference,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment)
      throws NamingException {
    if (!(reference instanceof Reference kept)) {
      return null;
    }
    GuardCommonDataSource source = ofClass(kept.getClassName());
    return source == null ? null : filled(source, kept);
  }

  private static @Nullable GuardCommonDataSource ofClass(String name) {
    return switch (name) {
      case "io.github.jdbcguard.driver.GuardDataSource", "javax.sql.DataSource" ->
          new GuardDataSource();
      case "io.github.jdbcguard.driver.GuardXADataSource", "javax.sql.XADataSource" ->
          new GuardXADataSource();
      case "io.github.jdbcguard.driver.GuardConnectionPoolDataSource",
          "javax.sql.ConnectionPoolDataSource" ->
          new GuardConnectionPoolDataSource();
      default -> null;
    };
  }

  private static GuardCommonDataSource filled(GuardCommonDataSource source, Reference kept)
      throws NamingException {
    for (Enumeration<RefAddr> all = kept.getAll(); all.hasMoreElements(); ) {
      RefAddr one = all.nextElement();
      if (!OF_CONTAINERS.contains(one.getType())) {
        set(source, one);
      }
    }
    return source;
  }

  private static void set(GuardCommonDataSource source, RefAddr one) throws NamingException {
    try {
      if (!source.read(one.getType(), String.valueOf(one.getContent()))) {
        throw new NamingException(
            "%s has no property '%s'; connection properties of the real driver are written as property.%s"
                .formatted(source.getClass().getSimpleName(), one.getType(), one.getType()));
      }
    } catch (SQLException e) {
      NamingException wrong = new NamingException(e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }
}
