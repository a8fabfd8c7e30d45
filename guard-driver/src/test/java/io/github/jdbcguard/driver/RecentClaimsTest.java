package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the last connection found out is used again, as long as it would be found out again. */
class RecentClaimsTest {
  private final GuardDriver driver = new GuardDriver();

  @TempDir Path folder;
  private String url = "";
  private Properties properties = new Properties();

  @BeforeEach
  void makesADatabase() throws Exception {
    url = TestDatabase.create(TestEngine.H2, folder, "open").guardedUrl();
    properties = new Guarded(folder).properties();
    properties.setProperty("user", "");
  }

  @AfterEach
  void forgets() {
    System.clearProperty("guard.expect");
    System.clearProperty("guard.exepct");
  }

  private Session session() throws Exception {
    try (Connection connection =
        java.util.Objects.requireNonNull(driver.connect(url, properties))) {
      return connection.unwrap(GuardedConnection.class).session();
    }
  }

  @Test
  void findsOutOnce() throws Exception {
    Session first = session();

    assertThat(session()).isSameAs(first);
  }

  @Test
  void findsOutOnceWhateverThePassword() throws Exception {
    properties.setProperty("password", "");
    Session first = session();
    properties = (Properties) properties.clone();
    properties.setProperty("password", new String(""));

    assertThat(session()).isSameAs(first);
  }

  @Test
  void heedsASettingOfTheProcessThatCame() throws Exception {
    session();
    System.setProperty("guard.expect", "production");

    refused("28X05", this::session);
  }

  @Test
  void heedsAnotherSettingInPlaceOfOne() throws Exception {
    System.setProperty("guard.expect", "local");
    session();
    System.setProperty("guard.expect", "production");

    refused("28X05", this::session);
  }

  @Test
  void heedsAMisspeltSettingThatCame() throws Exception {
    session();
    System.setProperty("guard.exepct", "production");

    refused("28X06", this::session);
  }

  @Test
  void heedsASystemPropertyThatLeadsElsewhere() throws Exception {
    Session direct = session();
    System.setProperty("h2.baseDir", "/somewhere");
    try {
      assertThat(session()).isNotSameAs(direct);
    } finally {
      System.clearProperty("h2.baseDir");
    }
  }

  @Test
  void heedsOtherProperties() throws Exception {
    Session first = session();
    properties.setProperty("guard.expect", "production");
    refused("28X05", this::session);
    properties.remove("guard.expect");
    properties.setProperty("DB_CLOSE_ON_EXIT", "TRUE");
    Session second = session();
    properties.remove("DB_CLOSE_ON_EXIT");

    assertThat(second).isNotSameAs(first);
  }

  @Test
  void heedsDefaultsOfTheProperties() throws Exception {
    session();
    Properties defaults = new Properties();
    defaults.setProperty("guard.expect", "production");
    Properties own = properties;
    properties = new Properties(defaults);
    properties.putAll(own);

    refused("28X05", this::session);
  }

  @Test
  void readsPropertiesThatAreNoTextsAsDriversMay() throws Exception {
    properties.put("loginTimeout", 5);
    assertThat(session().environment()).isEqualTo("local");

    url = "jdbc:guard:postgresql://localhost:1/open_x";
    properties.put("socketFactory", Object.class);
    Properties given = properties;
    properties = new Properties();
    properties.putAll(given);
    GuardUrl parsed = GuardUrl.parse(url).orElseThrow();
    Session doubted =
        GuardDriver.OPENING.claim(parsed, properties, GuardSettings.withoutOwn(properties));

    assertThat(doubted.target().doubt()).contains("socketFactory");
  }

  @Test
  void looksAtLinksAnew() throws Exception {
    Path link = folder.resolve("link.mv.db");
    Path dev = folder.resolve("open_dev.mv.db");
    Path prod = folder.resolve("sealed_prod.mv.db");
    Files.createFile(dev);
    Files.createFile(prod);
    url = "jdbc:guard:h2:" + folder.resolve("link");
    properties.setProperty("guard.policy", policyOfFiles());

    Files.createSymbolicLink(link, dev);
    assertThat(session().environment()).isEqualTo("local");
    Files.delete(link);
    Files.createSymbolicLink(link, prod);

    assertThat(session().environment()).isEqualTo("archive");
  }

  private String policyOfFiles() throws Exception {
    Path file = folder.resolve("files.yaml");
    Files.writeString(
        file,
        """
        guard: 1
        environments:
          local:
            level: open
            match: [ { database: "*open_*" }, { database: "*link*" } ]
          archive:
            level: sealed
            match: [ { database: "*sealed_*" } ]
        """);
    return file.toString();
  }
}
