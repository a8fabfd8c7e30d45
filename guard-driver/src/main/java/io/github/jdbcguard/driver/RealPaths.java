package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows symbolic links: a database file is judged by its own name as well as by that of a link.
 */
final class RealPaths {
  private static final List<String> SUFFIXES = List.of("", ".mv.db");

  private RealPaths() {}

  /** Whether files and links have a say in what is reached. */
  static boolean haveSay(Target target) {
    return target.endpoints().stream().anyMatch(RealPaths::isFile);
  }

  private static boolean isFile(Endpoint endpoint) {
    return endpoint.inProcess() && endpoint.database().startsWith("/");
  }

  /** The target, with an endpoint more for each file that is reached through a link. */
  static Target of(Target target) {
    List<Endpoint> endpoints = new ArrayList<>(target.endpoints());
    for (Endpoint endpoint : target.endpoints()) {
      if (isFile(endpoint)) {
        endpoints.add(Endpoint.inProcess(real(endpoint.database())));
      }
    }
    return endpoints.size() == target.endpoints().size()
        ? target
        : new Target(
            target.engine(),
            endpoints.stream().distinct().toList(),
            target.doubt(),
            target.connectSql());
  }

  private static String real(String database) {
    for (String suffix : SUFFIXES) {
      try {
        Path file = Path.of(database + suffix);
        if (Files.exists(file)) {
          String path = file.toRealPath().toString();
          return path.endsWith(suffix) ? path.substring(0, path.length() - suffix.length()) : path;
        }
      } catch (IOException | InvalidPathException notAFile) {
        return database;
      }
    }
    return realFolder(database);
  }

  /** For a file that connecting will make. */
  private static String realFolder(String database) {
    try {
      Path file = Path.of(database);
      Path folder = file.getParent();
      Path name = file.getFileName();
      return folder == null || name == null || !Files.exists(folder)
          ? database
          : folder.toRealPath().resolve(name).toString();
    } catch (IOException | InvalidPathException notAFile) {
      return database;
    }
  }
}
