package io.github.jdbcguard.liquibase.cases;

import com.opencsv.CSVReader;
import io.github.jdbcguard.liquibase.GuardDatabase;
import io.github.jdbcguard.testing.Tool;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.Scope;
import org.apache.commons.collections4.ListUtils;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.Validate;
import org.apache.commons.text.StringEscapeUtils;
import org.postgresql.Driver;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/**
 * An installation of Liquibase's command line, as its archive unpacks it: Liquibase and what it
 * needs in {@code internal/lib}; and in {@code lib}, where users put what is theirs, the driver of
 * the database and the two jars of the guard.
 */
record Installation(Path home) {
  private static final List<Class<?>> NEEDED =
      List.of(
          CSVReader.class,
          CommandLine.class,
          IOUtils.class,
          ListUtils.class,
          StringEscapeUtils.class,
          Validate.class,
          Yaml.class);

  static Installation in(Path home) throws IOException {
    Path internal = Files.createDirectories(home.resolve("internal/lib"));
    Files.copy(jar(Scope.class), internal.resolve("liquibase-core.jar"));
    for (Class<?> needed : NEEDED) {
      copy(jar(needed), internal);
    }
    Path lib = Files.createDirectories(home.resolve("lib"));
    copy(Path.of(System.getProperty("tools"), "guard-driver-all.jar"), lib);
    copy(jar(GuardDatabase.class), lib);
    copy(jar(Driver.class), lib);
    return new Installation(home);
  }

  /** Liquibase as its own script starts it. */
  Tool liquibase(Path folder) {
    String internal = home.resolve("internal/lib").toString();
    return Tool.java(folder, internal + "/*", "liquibase.integration.commandline.LiquibaseLauncher")
        .variable("LIQUIBASE_HOME", home.toString())
        .with("--show-banner=false", "--analytics-enabled=false");
  }

  private static void copy(Path jar, Path folder) throws IOException {
    Files.copy(jar, folder.resolve(jar.getFileName()));
  }

  private static Path jar(Class<?> inside) {
    try {
      return Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
