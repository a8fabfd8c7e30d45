package io.github.jdbcguard.engines;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * Stands in front of the real drivers, under a prefix that the guard looks through, and counts what
 * of theirs is open: connections, and statements on connections that are open themselves.
 */
public final class CountingDriver implements Driver {
  private static final String PREFIX = "jdbc:log4jdbc:";
  private static final CountingDriver REGISTERED = new CountingDriver();

  private final Set<Object> connections = ConcurrentHashMap.newKeySet();
  private final Set<Object> statements = ConcurrentHashMap.newKeySet();

  private CountingDriver() {}

  /** Registered with the driver manager from the first call on. */
  public static CountingDriver registered() throws SQLException {
    DriverManager.deregisterDriver(REGISTERED);
    DriverManager.registerDriver(REGISTERED);
    return REGISTERED;
  }

  /** The same database by way of this driver. */
  public static String counted(String url) {
    return PREFIX + url.substring("jdbc:".length());
  }

  public int openConnections() {
    return connections.size();
  }

  public int openStatements() {
    return statements.size();
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Connection real =
        DriverManager.getConnection("jdbc:" + url.substring(PREFIX.length()), properties);
    return counted(Connection.class, real, connections, ConcurrentHashMap.newKeySet());
  }

  /**
   * Counts an object as long as it is open.
   *
   * @param own what is open on the same connection; closed with it
   */
  private <T> T counted(Class<T> type, T real, Set<Object> open, Set<Object> own) {
    Object key = new Object();
    open.add(key);
    own.add(key);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close") || method.getName().equals("abort")) {
            open.remove(key);
            own.remove(key);
            if (type == Connection.class) {
              statements.removeAll(own);
            }
          }
          return wrapped(result(method, real, arguments), own);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object result(Method method, Object real, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object wrapped(Object result, Set<Object> own) {
    if (result instanceof CallableStatement call) {
      return counted(CallableStatement.class, call, statements, own);
    }
    if (result instanceof PreparedStatement prepared) {
      return counted(PreparedStatement.class, prepared, statements, own);
    }
    return result instanceof Statement statement
        ? counted(Statement.class, statement, statements, own)
        : result;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("counting");
  }
}
