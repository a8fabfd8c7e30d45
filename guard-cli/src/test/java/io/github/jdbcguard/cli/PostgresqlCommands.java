package io.github.jdbcguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands that connect: a real server with an empty database, and a policy that names it. */
abstract class PostgresqlCommands {
  static PostgresqlServer server;

  @TempDir Path folder;
  @TempDir Path streams;

  GuardProcess process;

  @BeforeAll
  static void start() throws IOException {
    server = PostgresqlServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void writePolicyAndDatabase() throws IOException, SQLException {
    process = new GuardProcess(folder, streams);
    server.execute("postgres", "DROP DATABASE IF EXISTS app", "CREATE DATABASE app");
    writePolicy("");
  }

  void writePolicy(String identity) throws IOException {
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          local:
            level: open
            match: [ { host: localhost, database: scratch } ]
          production:
            level: protected
            %s
            match: [ { host: localhost, port: %d, database: app } ]
        """
            .formatted(identity, server.port()));
  }
}
