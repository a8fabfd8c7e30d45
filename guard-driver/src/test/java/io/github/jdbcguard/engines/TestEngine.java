package io.github.jdbcguard.engines;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** The engines that the suite runs on. */
public enum TestEngine {
  H2 {
    @Override
    public String url(Path folder, String database) {
      return "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
    }
  },
  SQLITE {
    @Override
    public String url(Path folder, String database) {
      return "jdbc:sqlite:" + folder.resolve(database + ".db");
    }
  },
  POSTGRESQL {
    @Override
    public String url(Path folder, String database) {
      return "jdbc:postgresql://localhost:%d/%s?user=postgres"
          .formatted(EmbeddedServers.postgresql().getPort(), database);
    }

    @Override
    public void create(Path folder, String database) throws SQLException {
      execute(url(folder, "postgres"), "CREATE DATABASE " + database);
    }
  },
  MARIADB {
    @Override
    public String url(Path folder, String database) {
      return "jdbc:mariadb://localhost:%d/%s?user=root&sslMode=disable&allowMultiQueries=true"
          .formatted(EmbeddedServers.mariadbPort(), database);
    }

    @Override
    public void create(Path folder, String database) throws SQLException {
      execute(url(folder, "test"), "CREATE DATABASE " + database);
    }
  },
  /** Only where Docker is; what matters runs on MariaDB as well. */
  MYSQL {
    @Override
    public String url(Path folder, String database) {
      return "jdbc:mysql://%s:%d/%s?user=root&password=%s&allowMultiQueries=true"
          .formatted(
              DockerServers.mysql().getHost(),
              DockerServers.mysql().getMappedPort(3306),
              database,
              DockerServers.mysql().getPassword());
    }

    @Override
    public void create(Path folder, String database) throws SQLException {
      execute(url(folder, "mysql"), "CREATE DATABASE " + database);
    }
  };

  /** The engines that can run on this machine. */
  public static Stream<TestEngine> available() {
    return Stream.of(values()).filter(engine -> engine != MYSQL || DockerServers.available());
  }

  /** The ordinary JDBC URL of a database of this engine. */
  public abstract String url(Path folder, String database);

  /** Makes the database where connecting does not. */
  public void create(Path folder, String database) throws SQLException {}

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
