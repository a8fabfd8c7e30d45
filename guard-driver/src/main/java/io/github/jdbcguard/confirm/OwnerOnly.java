package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders and files that nobody but their owner can read, where the system knows that. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** With the folders above it that are not there yet. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, may("rwx------"));
  }

  static Path createTemporaryFile(Path folder) throws IOException {
    return Files.createTempFile(folder, "draft", "", may("rw-------"));
  }

  private static FileAttribute<?>[] may(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
