package io.github.jdbcguard.policy.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By what it is seen that a file has changed, without reading it.
 *
 * @param state times, size and identity of the file, or that it is not there
 */
public record FileStamp(Path file, String state) {

  /** Whether the file is still like that. */
  boolean holds() {
    return equals(of(file));
  }

  static FileStamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          file,
          attributes.lastModifiedTime()
              + " "
              + attributes.size()
              + " "
              + attributes.fileKey()
              + changed(file)
              + (attributes.isDirectory() ? " directory" : ""));
    } catch (IOException e) {
      return new FileStamp(file, e.getClass().getSimpleName());
    }
  }

  /** When anything was last done to it, which nobody can set back; empty where it is not kept. */
  private static String changed(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? " " + Files.getAttribute(file, "unix:ctime")
        : "";
  }
}
