package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelegateDriversTest {
  private static final String H2 = "jdbc:h2:mem:x;PASSWORD=s3cret";
  private static final String UNKNOWN = "jdbc:nosuch://app:s3cret@db/x?password=s3cret";

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir Path folder;

  @AfterEach
  void restoreContext() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:x, org.h2.Driver",
    "JDBC:h2:mem:x, org.h2.Driver",
    "jdbc:postgresql://db/x, org.postgresql.Driver",
    "jdbc:mariadb://db/x, org.mariadb.jdbc.Driver",
    "jdbc:mysql://db/x, com.mysql.cj.jdbc.Driver",
    "jdbc:sqlite:x.db, org.sqlite.JDBC",
    "jdbc:hsqldb:mem:x, org.hsqldb.jdbc.JDBCDriver",
    "jdbc:derby:memory:x, org.apache.derby.iapi.jdbc.AutoloadedDriver"
  })
  void findsTheDriverOfAUrl(String url, String driver) throws Exception {
    boolean lowerCase = url.startsWith("jdbc:");
    if (lowerCase) {
      assertThat(DelegateDrivers.find(url).getClass().getName()).isEqualTo(driver);
    } else {
      assertThatThrownBy(() -> DelegateDrivers.find(url))
          .isInstanceOf(MissingDriverException.class)
          .hasMessageContaining("class " + driver)
          .hasMessageContaining("does not take such a URL");
    }
  }

  @Test
  void keepsWhatItFound() throws Exception {
    assertThat(DelegateDrivers.find(H2)).isSameAs(DelegateDrivers.find("jdbc:h2:mem:y"));
  }

  @Test
  void takesTheClassThatIsNamed() throws Exception {
    Driver found = DelegateDrivers.find("jdbc:nosuch:x", Shy.class.getName());

    assertThat(found).isInstanceOf(Shy.class);
    assertThatThrownBy(() -> DelegateDrivers.find("jdbc:nosuch:x"))
        .isInstanceOf(MissingDriverException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          org.h2.Driver                             | does not take such a URL
          com.example.NoSuchDriver                  | not there
          java.lang.String                          | is no java.sql.Driver
          io.github.jdbcguard.driver.GuardDriver    | is the guard itself
          io.github.jdbcguard.driver.TransparentDriver | is the guard itself
          io.github.jdbcguard.driver.DelegateDriversTest$Broken | broken, java.lang.IllegalStateException: no licence
          """)
  void doesNotSearchOnWhereTheNamedClassDoesNotFit(String driver, String reason) {
    assertThatThrownBy(() -> DelegateDrivers.find("jdbc:postgresql://db/x", driver))
        .isInstanceOf(MissingDriverException.class)
        .hasMessageContaining(
            "guard.driver names a class that is no driver for 'jdbc:postgresql:…'")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DriverManager: ", "service files, "})
  void tellsWhatItTriedInOrderAndNoSecret(String place) {
    assertThatThrownBy(() -> DelegateDrivers.find(UNKNOWN))
        .isInstanceOf(MissingDriverException.class)
        .hasMessageStartingWith("no driver takes 'jdbc:nosuch:…'")
        .hasMessageContaining(place + (place.startsWith("D") ? "none takes it of" : "context"))
        .hasMessageContaining("org.postgresql.Driver")
        .hasMessageMatching("(?s).*Tried, in this order: service files, .*; DriverManager: .*")
        .hasMessageNotContaining("s3cret");
  }

  /** As plug-ins do it: the guard here, the driver's jar in the loader of the plug-in. */
  @Test
  void findsADriverThatOnlyTheContextSees() throws Exception {
    try (URLClassLoader plugin = isolated(jar(org.h2.Driver.class))) {
      Thread.currentThread().setContextClassLoader(plugin);

      Driver found = DelegateDrivers.find(H2);

      assertThat(found.getClass().getClassLoader()).isSameAs(plugin);
      Thread.currentThread().setContextClassLoader(before);
      assertThat(DelegateDrivers.find(H2).getClass().getClassLoader()).isNotSameAs(plugin);
    }
  }

  /** A driver whose name nobody knows, found by its service file. */
  @Test
  void findsADriverByItsServiceFile() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve("java.sql.Driver"), Shy.class.getName());
    try (URLClassLoader plugin =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Thread.currentThread().setContextClassLoader(plugin);

      assertThat(DelegateDrivers.find("jdbc:nosuch:x")).isInstanceOf(Shy.class);
    }
  }

  @Test
  void findsADriverThatWasRegisteredByHand() throws Exception {
    Driver shy = new Shy();
    DriverManager.registerDriver(shy);
    try {
      assertThat(DelegateDrivers.find("jdbc:nosuch:x")).isSameAs(shy);
    } finally {
      DriverManager.deregisterDriver(shy);
    }
    assertThatThrownBy(() -> DelegateDrivers.find("jdbc:nosuch:x"))
        .isInstanceOf(MissingDriverException.class);
  }

  /** Some jars are not whole, and tools have many of them side by side. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.NotInTheJar",
        "io.github.jdbcguard.driver.DelegateDriversTest$Broken",
        "not a class at all",
        "org.h2.api.ErrorCode"
      })
  void goesOnBehindABrokenJar(String named) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("java.sql.Driver"), named + "\n" + Shy.class.getName() + "\n");
    Path more = Files.createDirectories(folder.resolve("more/META-INF/services"));
    Files.writeString(more.resolve("java.sql.Driver"), Shy.class.getName());
    URL[] urls = {folder.toUri().toURL(), folder.resolve("more").toUri().toURL()};
    try (URLClassLoader plugin = new URLClassLoader(urls, getClass().getClassLoader())) {
      Thread.currentThread().setContextClassLoader(plugin);

      assertThat(DelegateDrivers.find("jdbc:nosuch:x")).isInstanceOf(Shy.class);
      assertThatThrownBy(() -> DelegateDrivers.find("jdbc:other:x"))
          .hasMessageContaining("context class loader (URLClassLoader): broken, ");
    }
  }

  /** What a web container does when an application is taken away. */
  @Test
  void keepsNoClassLoaderAlive() throws Exception {
    WeakReference<ClassLoader> gone = findInLoaderOfItsOwn();

    for (int i = 0; i < 200 && gone.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }

    assertThat(gone.get()).isNull();
  }

  private WeakReference<ClassLoader> findInLoaderOfItsOwn() throws Exception {
    try (URLClassLoader plugin = isolated(jar(org.postgresql.Driver.class))) {
      Thread.currentThread().setContextClassLoader(plugin);
      Driver found = DelegateDrivers.find("jdbc:postgresql://db/x");
      assertThat(found.getClass().getClassLoader()).isSameAs(plugin);
      found.getClass().getMethod("deregister").invoke(null);
      return new WeakReference<>(plugin);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URLClassLoader isolated(URL... jars) {
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  private static URL jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Registers itself with nobody. */
  public static class Shy extends NoDriver {
    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("jdbc:nosuch:");
    }
  }

  /** Cannot be made. */
  public static final class Broken extends NoDriver {
    public Broken() {
      throw new IllegalStateException("no licence");
    }
  }
}
