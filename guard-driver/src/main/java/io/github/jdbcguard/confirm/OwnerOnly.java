package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that are for their owner alone, where the file system knows such rights. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes the folder that a file is in, unless it is there. */
  static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      makeFolder(folder);
    }
  }

  /** Makes a folder with those above it, unless it is there. */
  public static void makeFolder(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectories(folder, rights("rwx------"));
    }
  }

  /** Makes a file with a name of its own. */
  public static Path makeDraft(Path folder) throws IOException {
    return Files.createTempFile(folder, "draft", "", rights("rw-------"));
  }

  /** Makes a file; whether it was not there. */
  static boolean make(Path file) throws IOException {
    try {
      Files.createFile(file, rights("rw-------"));
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  private static FileAttribute<?>[] rights(String rights) {
    boolean known = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return known
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
