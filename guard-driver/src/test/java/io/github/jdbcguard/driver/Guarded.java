package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcguard.engines.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Opens guarded connections by a policy in which the start of a database's name is its level.
 *
 * @param folder for the policy and the audit
 */
record Guarded(Path folder) {
  private static final String POLICY =
      """
      guard: 1
      environments:
        local:
          level: open
          match: [ { database: "*open_*" } ]
        staging:
          level: guarded
          match: [ { database: "*guarded_*" } ]
        production:
          level: protected
          match: [ { database: "*protected_*" } ]
        archive:
          level: sealed
          match: [ { database: "*sealed_*" } ]
      """;

  /** The settings of such a connection. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("guard.policy", policy().toString());
    properties.setProperty("guard.audit", audit().toString());
    return properties;
  }

  Connection open(TestDatabase database, String... settings) throws SQLException {
    Properties properties = properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return DriverManager.getConnection(database.guardedUrl(), properties);
  }

  /** The same for a data source, which gets the ordinary URL. */
  <T extends GuardCommonDataSource> T set(T source, TestDatabase database) {
    source.setUrl(database.url());
    source.setPolicy(policy().toString());
    source.setAudit(audit().toString());
    return source;
  }

  Path audit() {
    return folder.resolve("audit.jsonl");
  }

  String audited() throws IOException {
    return Files.exists(audit())
        ? Files.readString(audit()).replaceAll(".*\"event\":\"opened\".*\n", "")
        : "";
  }

  Path policy() {
    Path file = folder.resolve("guard.yaml");
    try {
      return Files.exists(file) ? file : Files.writeString(file, POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The refusal that the action ends with, of this SQLState. */
  static GuardRefusedException refused(String sqlState, ThrowingCallable action) {
    GuardRefusedException refusal = catchThrowableOfType(GuardRefusedException.class, action);
    assertThat((Throwable) refusal).isNotNull();
    assertThat(refusal.getSQLState()).isEqualTo(sqlState);
    return refusal;
  }
}
