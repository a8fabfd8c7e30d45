package io.github.jdbcguard.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders for nobody but their owner, where the file system knows owners. */
final class OwnFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnFiles() {}

  /**
   * Creates a file and its folders, if they are not there.
   *
   * @return whether it was not there
   */
  static boolean create(Path file) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions("rwx------"));
    }
    try {
      Files.createFile(file, permissions("rw-------"));
      return true;
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(file)) {
        throw new IOException("'%s' is a symbolic link that leads nowhere".formatted(file), e);
      }
      return false; // another process was faster
    }
  }

  private static FileAttribute<?>[] permissions(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** What tells a file from another one that gets its name later. */
  static Object key(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }

  /** Whether a file has still its name. */
  static boolean isStill(Path file, Object key) {
    try {
      return key(file).equals(key);
    } catch (IOException e) {
      return false;
    }
  }

  /** Has the disk keep that a file is in its folder, where folders can be opened. */
  static void syncFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (!POSIX || folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every file system does that for folders; the file itself is what counts.
    }
  }
}
