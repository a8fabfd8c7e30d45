package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyInfoTest {
  private static final List<String> OWN =
      Arrays.stream(Setting.values()).map(Setting::property).toList();

  private final Driver driver = new GuardDriver();

  @TempDir Path folder;

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "jdbc:guard:",
        "jdbc:guard:@",
        "jdbc:guard:@staging",
        "jdbc:guard:@staging:",
        "jdbc:guard:nosuch:x",
        "jdbc:guard:postgresql",
        "jdbc:guard:mysql://(",
        "jdbc:guard:guard:h2:mem:x",
        "jdbc:guard:p6spy:h2:mem:x"
      })
  void tellsItsOwnSettingsForAUrlThatIsNotWhole(@Nullable String url) throws Exception {
    for (Properties info : new Properties[] {null, new Properties()}) {
      assertThat(names(driver.getPropertyInfo(url, info))).startsWith(OWN.toArray(String[]::new));
    }
  }

  @Test
  void tellsWhatTheDriverTellsBehindItsOwn() throws Exception {
    Properties info = new Properties();
    info.setProperty("guard.reason", "tests");
    info.setProperty("user", "app");

    DriverPropertyInfo[] told =
        driver.getPropertyInfo("jdbc:guard:@staging:postgresql://db.example.com/shop", info);

    assertThat(names(told)).startsWith("guard.policy", "guard.expect").contains("user", "PGHOST");
    assertThat(value("guard.expect", told)).isEqualTo("staging");
    assertThat(value("guard.reason", told)).isEqualTo("tests");
    assertThat(value("user", told)).isEqualTo("app");
    assertThat(value("PGHOST", told)).isEqualTo("db.example.com");
    assertThat(told[OWN.indexOf("guard.origin")].choices).contains("workstation", "ci");
    assertThat(told)
        .filteredOn(one -> one.name.startsWith("guard."))
        .allSatisfy(
            one -> {
              assertThat(one.required).isFalse();
              assertThat(one.description).isNotBlank();
            });
    assertThat(info.stringPropertyNames()).containsExactlyInAnyOrder("guard.reason", "user");
  }

  @Test
  void leavesUrlsOfOthersToThem() throws Exception {
    assertThat(driver.getPropertyInfo("jdbc:h2:mem:x", null)).isEmpty();
    assertThat(new TransparentDriver().getPropertyInfo("http://x", null)).isEmpty();
    assertThat(names(new TransparentDriver().getPropertyInfo(null, null))).isEqualTo(OWN);
    assertThat(names(new TransparentDriver().getPropertyInfo("jdbc:postgresql://h/d", null)))
        .contains("guard.expect", "PGHOST");
  }

  /** DuckDB's opens the database, others ask whatever driver they find. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "db2", "nosuch"})
  void asksNoDriverThatMayDoMoreThanTell(String name) throws Exception {
    assertThat(asked("jdbc:" + name + ":")).isZero();
  }

  @Test
  void asksDriversThatOnlyTell() throws Exception {
    assertThat(asked("jdbc:redshift:")).isEqualTo(1);
  }

  @Test
  void asksNothingThatLoadsAClassOrLooksUpNames() throws Exception {
    String url = "jdbc:guard:mysql://db.example.com/shop?propertiesTransform=com.example.Evil";

    assertThat(names(driver.getPropertyInfo(url, null))).isEqualTo(OWN);
  }

  @Test
  void opensNothing() throws Exception {
    Path file = folder.resolve("x.db");

    assertThat(driver.getPropertyInfo("jdbc:guard:sqlite:" + file, null)).isNotEmpty();
    driver.getPropertyInfo("jdbc:guard:h2:" + file, null);
    driver.getPropertyInfo("jdbc:guard:derby:" + file + ";create=true", null);

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void tellsTheVersionOfTheBuild() {
    assertThat(driver.getMajorVersion() + "." + driver.getMinorVersion()).isEqualTo("0.1");
    assertThat(driver.jdbcCompliant()).isFalse();
  }

  private int asked(String start) throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    Driver curious =
        new NoDriver() {
          @Override
          public boolean acceptsURL(String url) {
            return url.startsWith(start);
          }

          @Override
          public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            asked.incrementAndGet();
            return new DriverPropertyInfo[0];
          }
        };
    DriverManager.registerDriver(curious);
    try {
      driver.getPropertyInfo(start.replaceFirst("jdbc:", "jdbc:guard:") + "//db/x", null);
      return asked.get();
    } finally {
      DriverManager.deregisterDriver(curious);
    }
  }

  private static List<String> names(DriverPropertyInfo[] told) {
    return Arrays.stream(told).map(one -> one.name).toList();
  }

  private static @Nullable String value(String name, DriverPropertyInfo[] told) {
    return Arrays.stream(told).filter(one -> one.name.equals(name)).findFirst().orElseThrow().value;
  }
}
