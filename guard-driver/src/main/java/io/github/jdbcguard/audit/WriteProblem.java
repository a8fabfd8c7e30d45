package io.github.jdbcguard.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says which audit file could not be written, and why. */
final class WriteProblem {
  private WriteProblem() {}

  static IOException of(Path file, IOException cause) {
    return new IOException(
        "the audit '%s' could not be written: %s".formatted(file, reason(cause)), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "no permission for '%s'".formatted(denied.getFile());
    }
    if (cause instanceof FileAlreadyExistsException there) {
      return "'%s' is a file where a folder has to be".formatted(there.getFile());
    }
    if (cause instanceof FileSystemException failed && failed.getReason() != null) {
      return "%s ('%s')".formatted(failed.getReason(), failed.getFile());
    }
    if (cause instanceof FileNotFoundException missing) {
      return String.valueOf(missing.getMessage());
    }
    return String.valueOf(cause.getMessage());
  }
}
