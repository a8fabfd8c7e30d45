package io.github.jdbcguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are not there yet: all of them are written, or none.
 *
 * @param texts what will be in them, by path below the directory
 */
record NewFiles(Path directory, Map<String, String> texts) {

  /** The first path at which there is something already, be it a link that leads nowhere. */
  Optional<Path> occupied() {
    return texts.keySet().stream()
        .map(directory::resolve)
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }

  /**
   * Writes them.
   *
   * @throws IOException where it cannot be done, or somebody else was faster; then none is left
   */
  void write() throws IOException {
    List<Path> made = new ArrayList<>();
    try {
      for (Map.Entry<String, String> entry : texts.entrySet()) {
        made.add(write(directory.resolve(entry.getKey()), entry.getValue()));
      }
    } catch (IOException e) {
      for (Path file : made) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
  }

  /** Beside its place first, so that nobody finds half a file; moving replaces nothing. */
  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft =
        file.resolveSibling(
            ".%s.%d.tmp".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
      return Files.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
