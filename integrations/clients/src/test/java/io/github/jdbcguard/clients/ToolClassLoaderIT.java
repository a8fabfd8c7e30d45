package io.github.jdbcguard.clients;

import static io.github.jdbcguard.testing.Stage.PRODUCTION;
import static io.github.jdbcguard.testing.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Drivers as DBeaver and IntelliJ load them: by the name of their class, out of a class loader of
 * the driver definition that sees its files and the JDK. Here it sees older versions of the
 * libraries as well that the guard is built with, in front of the guard, and no SLF4J.
 */
class ToolClassLoaderIT {
  private static final List<String> FILES =
      List.of(
          "older-jsqlparser.jar",
          "older-snakeyaml.jar",
          "older-snakeyaml-engine.jar",
          "guard-driver-all.jar",
          "postgresql.jar");

  private static Shop shop;
  private static URLClassLoader loader;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    shop = Shop.start();
    URL[] urls = new URL[FILES.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(System.getProperty("tools"), FILES.get(i)).toUri().toURL();
    }
    loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @AfterAll
  static void stop() throws Exception {
    loader.close();
    shop.close();
  }

  @BeforeEach
  void open() throws Exception {
    shop.open(STAGING);
    shop.open(PRODUCTION);
  }

  /** What a driver definition says. */
  enum Definition {
    PREFIX("io.github.jdbcguard.driver.GuardDriver"),
    TRANSPARENT("io.github.jdbcguard.driver.TransparentDriver");

    private final String driver;

    Definition(String driver) {
      this.driver = driver;
    }

    private String url(Stage stage) {
      return switch (this) {
        case PREFIX -> shop.guardedUrl(stage);
        case TRANSPARENT -> shop.url(stage);
      };
    }

    private Driver make() throws ReflectiveOperationException {
      return Class.forName(driver, true, loader)
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    }
  }

  @Test
  void hasOlderLibrariesAndNoLogger() throws Exception {
    for (String older :
        List.of(
            "net.sf.jsqlparser.parser.CCJSqlParserUtil",
            "org.yaml.snakeyaml.Yaml",
            "org.snakeyaml.engine.v2.api.Load")) {
      assertThat(loader.loadClass(older).getProtectionDomain().getCodeSource().getLocation())
          .asString()
          .contains("/older-");
    }
    assertThatThrownBy(() -> loader.loadClass("org.slf4j.Logger"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource
  void tellsToolsWhatItTakes(Definition definition) throws Exception {
    Driver driver = definition.make();

    assertThat(driver.acceptsURL(definition.url(STAGING))).isTrue();
    assertThat(driver.getPropertyInfo(definition.url(STAGING), new Properties()))
        .extracting(info -> info.name)
        .contains("guard.expect", "guard.policy", "ssl");
  }

  @ParameterizedTest
  @EnumSource
  void connectsAndRefuses(Definition definition) throws Exception {
    List<String> before = shop.contents(PRODUCTION);

    change(definition, STAGING);
    assertThatThrownBy(() -> change(definition, PRODUCTION))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith(
            "refused on production (postgresql localhost:%d/shop): UPDATE on 'customers'",
            shop.port());

    assertThat(shop.rows(STAGING, "SELECT active FROM customers WHERE id = 7"))
        .containsExactly(List.of("f"));
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  private void change(Definition definition, Stage stage) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", Shop.USER);
    properties.setProperty("guard.policy", Shop.writePolicy(folder).toString());
    properties.setProperty("guard.audit", folder.resolve("audit.jsonl").toString());
    try (Connection connection = definition.make().connect(definition.url(stage), properties);
        Statement statement = connection.createStatement()) {
      assertThat(connection.getMetaData().getURL()).isEqualTo(shop.url(stage));
      assertThat(tables(connection)).contains("customers");
      statement.executeUpdate("UPDATE customers SET active = false WHERE id = 7");
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      tables.next();
      return List.of(tables.getString("TABLE_NAME"));
    }
  }
}
