package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change that statements belong to: in the audit, in refusals and in requests. */
class ChangesIT {
  private static final String POLICY =
      """
      guard: 1
      environments:
        production:
          level: protected
          match: [ { engine: h2 } ]
          rules: { insert: allow, drop: approve }
      approvers:
        - { id: lena, key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmpnX3D3Ug9gnxBHtxeX9KQvLUFIEmggnPr4SaqqKaW" }
      """;

  @TempDir Path folder;
  private final Properties settings = new Properties();
  private String url = "";

  @BeforeEach
  void writePolicy() throws Exception {
    url = "jdbc:guard:h2:" + folder.resolve("shop");
    try (Connection raw = DriverManager.getConnection(url.replace("guard:", ""));
        Statement statement = raw.createStatement()) {
      statement.execute("CREATE TABLE items (id INT)");
    }
    settings.setProperty(
        "guard.policy", Files.writeString(folder.resolve("guard.yaml"), POLICY).toString());
    settings.setProperty("guard.audit", audit().toString());
    settings.setProperty("guard.request", folder.resolve("request.json").toString());
  }

  private Path audit() {
    return folder.resolve("audit.jsonl");
  }

  private List<String> changes() throws Exception {
    return Files.readAllLines(audit()).stream()
        .filter(line -> line.contains("\"change\""))
        .map(line -> line.replaceFirst(".*\"change\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void namesTheChangeInTheAuditUntilItIsTakenBack() throws Exception {
    try (Connection connection = DriverManager.getConnection(url, settings);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO items VALUES (1)");
      connection.setClientInfo("guard.change", "flyway 2 V2__points.sql checksum 7");
      assertThat(connection.getClientInfo("guard.change"))
          .isEqualTo("flyway 2 V2__points.sql checksum 7");
      statement.execute("INSERT INTO items VALUES (2)");
      connection.setClientInfo("guard.change", null);
      statement.execute("INSERT INTO items VALUES (3)");
      connection.setClientInfo(new Properties(properties("guard.change", "SHOP-1")));
      statement.execute("INSERT INTO items VALUES (4)");
      connection.setClientInfo(new Properties());
      assertThat(connection.getClientInfo("guard.change")).isNull();
      statement.execute("INSERT INTO items VALUES (5)");
    }

    assertThat(changes())
        .containsExactly("", "flyway 2 V2__points.sql checksum 7", "", "SHOP-1", "");
  }

  @Test
  void takesItFromTheSettings() throws Exception {
    settings.setProperty("guard.change", "SHOP-12");

    try (Connection connection = DriverManager.getConnection(url, settings);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO items VALUES (1)");
      assertThat(connection.getClientInfo("guard.change")).isEqualTo("SHOP-12");
    }

    assertThat(changes()).containsExactly("SHOP-12");
  }

  @Test
  void namesItInTheRefusalAndInTheRequest() throws Exception {
    try (Connection connection = DriverManager.getConnection(url, settings);
        Statement statement = connection.createStatement()) {
      connection.setClientInfo("guard.change", "liquibase 3 \u001b[31m");

      assertThatThrownBy(() -> statement.execute("DROP TABLE items"))
          .isInstanceOf(GuardRefusedException.class)
          .hasMessageContaining("\n  change        liquibase 3 ?[31m\n");
    }

    assertThat(folder.resolve("request.json"))
        .content()
        .contains("{\"change\":\"liquibase 3 ?[31m\",\"sql\":\"DROP TABLE items\"}");
    assertThat(changes()).containsExactly("liquibase 3 ?[31m");
  }

  @Test
  void isReachedThroughAPool() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setDataSourceProperties(settings);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(connection.isWrapperFor(GuardConnection.class)).isTrue();
      assertThat(connection.unwrap(GuardConnection.class).environment()).isEqualTo("production");
      connection.setClientInfo("guard.change", "SHOP-12");
      statement.execute("INSERT INTO items VALUES (1)");
    }

    assertThat(changes()).containsExactly("SHOP-12");
  }

  @Test
  void endsWithTheRequestOfThePool() throws Exception {
    settings.setProperty("guard.change", "SHOP-12");
    try (Connection connection = DriverManager.getConnection(url, settings)) {
      connection.beginRequest();
      connection.setClientInfo("guard.change", "SHOP-13");
      assertThat(connection.getClientInfo("guard.change")).isEqualTo("SHOP-13");
      connection.endRequest();
      assertThat(connection.getClientInfo("guard.change")).isEqualTo("SHOP-12");
    }
  }

  @Test
  void refusesOtherNamesThatLookLikeItsOwn() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, settings)) {
      assertThatThrownBy(() -> connection.setClientInfo("guard.chnage", "x"))
          .isInstanceOf(SQLClientInfoException.class)
          .hasMessage(
              "'guard.chnage' is no client info of the guard; there is guard.change, and settings are connection properties")
          .extracting(e -> ((SQLClientInfoException) e).getFailedProperties())
          .isEqualTo(Map.of("guard.chnage", ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
    }
  }

  private static Properties properties(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return properties;
  }
}
