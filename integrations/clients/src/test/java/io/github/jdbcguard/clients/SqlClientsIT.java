package io.github.jdbcguard.clients;

import static io.github.jdbcguard.testing.Stage.PRODUCTION;
import static io.github.jdbcguard.testing.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool;
import io.github.jdbcguard.testing.Tool.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients as people start them, in a class path of jars among which is the guard's. */
class SqlClientsIT {
  private static final String GUARD = "io.github.jdbcguard.driver.GuardDriver";
  private static final String TRANSPARENT = "io.github.jdbcguard.driver.TransparentDriver";
  private static final String SCRIPT =
      """
      SELECT name FROM customers WHERE id = 7;
      UPDATE customers SET active = false WHERE id = 7;
      """;

  private static Shop shop;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    shop = Shop.start();
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  @BeforeEach
  void open() throws Exception {
    shop.open(STAGING);
    shop.open(PRODUCTION);
    Shop.writePolicy(folder);
    Files.writeString(folder.resolve("script.sql"), SCRIPT);
  }

  /** A client, and how it ends where a statement fails: some end well all the same. */
  enum Client {
    SQLLINE(2),
    IJ(0),
    SQL_TOOL(3),
    H2_SHELL(0);

    private final int failed;

    Client(int failed) {
      this.failed = failed;
    }
  }

  @ParameterizedTest
  @EnumSource
  void changeStaging(Client client) throws Exception {
    Result result = run(client, shop.guardedUrl(STAGING).replace("guard:", "guard:@staging:"));

    assertThat(result.output()).contains("customer 7").doesNotContain("refused");
    assertThat(result.exit()).isZero();
    assertThat(active(STAGING)).isEqualTo("f");
  }

  @ParameterizedTest
  @EnumSource
  void readProductionAndDoNotChangeIt(Client client) throws Exception {
    List<String> before = shop.contents(PRODUCTION);

    Result result = run(client, shop.guardedUrl(PRODUCTION));

    assertThat(result.output()).contains("customer 7").contains(refusal());
    assertThat(result.exit()).isEqualTo(client.failed);
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  /** It makes the driver that it is told; the URL has no guard in it. */
  @Test
  void h2ShellIsGuardedByTheTransparentDriver() throws Exception {
    List<String> before = shop.contents(PRODUCTION);

    Result refused = run(Client.H2_SHELL, shop.url(PRODUCTION), TRANSPARENT);
    Result passed = run(Client.H2_SHELL, shop.url(STAGING), TRANSPARENT);

    assertThat(refused.output()).contains("customer 7").contains(refusal());
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
    assertThat(passed.exit()).isZero();
    assertThat(active(STAGING)).isEqualTo("f");
  }

  /** These only load the driver that they are told, and then ask DriverManager for one. */
  @ParameterizedTest
  @EnumSource(names = {"SQLLINE", "IJ", "SQL_TOOL"})
  void passTheTransparentDriverBy(Client client) throws Exception {
    Result result = run(client, shop.url(PRODUCTION), TRANSPARENT);

    assertThat(result.output()).doesNotContain("refused");
    assertThat(active(PRODUCTION)).as("so the recipe is the prefix").isEqualTo("f");
  }

  @Test
  void sqllineListsTablesAndColumns() throws Exception {
    Result result =
        sqlline(shop.guardedUrl(PRODUCTION), GUARD, "-e", "!tables", "-e", "!columns customers");

    assertThat(result.output()).contains("'customers','TABLE'").contains("'active'");
    assertThat(result.exit()).isZero();
  }

  @Test
  void sqllineShowsWhereItIs() throws Exception {
    Result result = sqlline(shop.guardedUrl(PRODUCTION), GUARD, "-e", "GUARD STATUS;");

    assertThat(result.output())
        .contains("'environment','production'")
        .contains("'target','postgresql localhost:%d/shop'".formatted(shop.port()));
    assertThat(result.exit()).isZero();
  }

  private static String active(Stage stage) throws Exception {
    return shop.rows(stage, "SELECT active FROM customers WHERE id = 7").get(0).get(0);
  }

  private static String refusal() {
    return "refused on production (postgresql localhost:%d/shop): UPDATE on 'customers'"
        .formatted(shop.port());
  }

  private Result run(Client client, String url) throws Exception {
    return run(client, url, GUARD);
  }

  private Result run(Client client, String url, String driver) throws Exception {
    return switch (client) {
      case SQLLINE -> sqlline(url, driver, "--run=script.sql");
      case IJ -> {
        write(
            "ij.properties",
            "ij.driver=%s%nij.database=%s%nij.user=%s%nij.password=none%n"
                .formatted(driver, url, Shop.USER));
        yield java("org.apache.derby.tools.ij").with("-p", "ij.properties", "script.sql").run();
      }
      case SQL_TOOL -> {
        write(
            "sqltool.rc",
            "urlid shop%nurl %s%nusername %s%npassword%ndriver %s%n"
                .formatted(url, Shop.USER, driver));
        write("committed.sql", SCRIPT + "COMMIT;\n");
        yield java("org.hsqldb.cmdline.SqlTool")
            .with("--rcFile=sqltool.rc", "shop", "committed.sql")
            .run();
      }
      case H2_SHELL ->
          java("org.h2.tools.Shell")
              .with("-url", url, "-user", Shop.USER, "-password", "")
              .with("-driver", driver, "-sql", SCRIPT)
              .run();
    };
  }

  private Result sqlline(String url, String driver, String... arguments) throws Exception {
    return java("sqlline.SqlLine")
        .with("-u", url, "-d", driver, "-n", Shop.USER, "-p", "", "--outputformat=csv")
        .with(arguments)
        .run();
  }

  private Tool java(String client) throws Exception {
    Path tools = Path.of(System.getProperty("tools"));
    String classPath =
        Files.readString(tools.resolve("classpath")).strip()
            + File.pathSeparator
            + tools.resolve("guard-driver-all.jar");
    return Tool.java(folder, classPath, client);
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
