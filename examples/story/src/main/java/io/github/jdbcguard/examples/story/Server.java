package io.github.jdbcguard.examples.story;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A PostgreSQL server of this program's own, on a port that was free. */
record Server(EmbeddedPostgres process) implements AutoCloseable {

  /**
   * Starts a server with the role that the migration uses.
   *
   * @param folder for its programs
   */
  static Server start(Path folder) throws IOException, SQLException {
    Server server =
        new Server(
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setLocaleConfig("locale", "C")
                .start());
    server.database("postgres").execute("CREATE ROLE shop LOGIN");
    return server;
  }

  int port() {
    return process.getPort();
  }

  /** A database of this server, which need not exist yet. */
  Shop database(String name) {
    return new Shop(this, name);
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
