package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jsqlparser.parser.CCJSqlParser;
import org.junit.jupiter.api.Test;

class ClerkLoadingTest {

  @Test
  void loadsJSqlParserWithTheFirstTextThatIsWorthIt() throws Exception {
    URL[] jars = {home(Clerk.class), home(CCJSqlParser.class)};
    try (Recording loader = new Recording(jars)) {
      Class<?> clerk = Class.forName(Clerk.class.getName(), true, loader);

      read(clerk, "");
      read(clerk, "select '" + "x".repeat(20_000) + "'");
      assertThat(loader.parserClasses).isEmpty();

      read(clerk, "select 1");
      assertThat(loader.parserClasses).contains(CCJSqlParser.class.getName());
    }
  }

  private static void read(Class<?> clerk, String sql) throws ReflectiveOperationException {
    Class<?> dialect = Class.forName(Dialect.class.getName(), true, clerk.getClassLoader());
    Method read = clerk.getMethod("read", dialect, String.class);
    read.invoke(null, dialect.getEnumConstants()[0], sql);
  }

  private static URL home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Loads everything anew, and remembers what of JSqlParser was asked for. */
  private static final class Recording extends URLClassLoader {
    final Set<String> parserClasses = ConcurrentHashMap.newKeySet();

    Recording(URL[] jars) {
      super(jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("net.sf.jsqlparser.")) {
        parserClasses.add(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
