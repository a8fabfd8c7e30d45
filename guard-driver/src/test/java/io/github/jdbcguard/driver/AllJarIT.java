package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one jar for tools, used as a tool does: beside the driver's jar, and nothing else. */
class AllJarIT {
  private static final Path JAR = Path.of("target", "guard-driver-all.jar").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void worksAndRefusesInAProgramOfTenLines() throws Exception {
    TestDatabase open = TestDatabase.create(TestEngine.POSTGRESQL, folder, "open");
    TestDatabase sealed = TestDatabase.create(TestEngine.POSTGRESQL, folder, "sealed");
    Path program = folder.resolve("TenLines.java");
    try (InputStream in = AllJarIT.class.getResourceAsStream("TenLines.java.txt")) {
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
    }

    Result allowed = run(program, open);
    Result refused = run(program, sealed);

    assertThat(allowed.output()).isEqualTo("read\nwritten\n");
    assertThat(allowed.exit()).isZero();
    assertThat(open.contents()).startsWith("1=x");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output())
        .startsWith("read\n")
        .contains("GuardRefusedException: refused on archive (postgresql localhost:")
        .contains("UPDATE on 'items' is denied")
        .doesNotContain("written");
    assertThat(sealed.contents()).startsWith("1=one");
  }

  @Test
  void holdsOnlyPackagesOfItsOwn() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(
              jar.stream()
                  .map(entry -> entry.getName())
                  .filter(n -> n.endsWith(".class"))
                  .filter(n -> !n.equals("module-info.class")))
          .allSatisfy(
              name ->
                  assertThat(name.replaceFirst("^META-INF/versions/\\d+/", ""))
                      .startsWith("io/github/jdbcguard/"));
      assertThat(jar.getEntry("META-INF/services/java.sql.Driver")).isNotNull();
    }
  }

  @Test
  void isSmallEnoughToLieBesideEveryDriver() throws Exception {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(4_000_000);
  }

  /** As tools do it: the guard and the driver in class loaders of their own, side by side. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "false, false"})
  void findsTheDriverAcrossClassLoadersOfATool(boolean child, boolean parent) throws Exception {
    TestDatabase open = TestDatabase.create(TestEngine.POSTGRESQL, folder, "open");
    TestDatabase sealed = TestDatabase.create(TestEngine.POSTGRESQL, folder, "sealed");
    URL guardJar = JAR.toUri().toURL();
    URL driverJar = org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader drivers = new URLClassLoader(new URL[] {driverJar}, platform);
        URLClassLoader guards =
            new URLClassLoader(new URL[] {guardJar}, parent ? drivers : platform);
        URLClassLoader children = new URLClassLoader(new URL[] {driverJar}, guards)) {
      Driver guard =
          Class.forName("io.github.jdbcguard.driver.GuardDriver", true, guards)
              .asSubclass(Driver.class)
              .getDeclaredConstructor()
              .newInstance();
      Thread.currentThread().setContextClassLoader(parent ? platform : child ? children : drivers);
      Properties settings = new Properties();
      settings.setProperty("guard.policy", new Guarded(folder).policy().toString());
      settings.setProperty("guard.audit", folder.resolve("audit").toString());

      change(guard, open, settings);
      assertThatThrownBy(() -> change(guard, sealed, settings))
          .hasMessageContaining("refused on archive");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(open.contents()).startsWith("1=x");
    assertThat(sealed.contents()).startsWith("1=one");
  }

  private static void change(Driver guard, TestDatabase database, Properties settings)
      throws SQLException {
    try (Connection connection = guard.connect(database.guardedUrl(), settings);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE items SET name = 'x' WHERE id = 1");
    }
  }

  private record Result(int exit, String output) {}

  private Result run(Path program, TestDatabase database) throws Exception {
    String classPath =
        JAR
            + File.pathSeparator
            + Path.of(
                org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dguard.policy=" + new Guarded(folder).policy(),
                    "-Dguard.audit=" + folder.resolve("audit"),
                    "-cp",
                    classPath,
                    program.toString(),
                    database.guardedUrl()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    int exit = builder.start().waitFor();
    return new Result(exit, Files.readString(folder.resolve("output")));
  }
}
