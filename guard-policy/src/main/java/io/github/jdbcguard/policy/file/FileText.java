package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads what files hold, up to a bound, and tells in words where that fails. */
final class FileText {
  /** The largest file that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private FileText() {}

  /** The bytes of a file. */
  static byte[] bytes(String source, Path file) throws InvalidPolicyException {
    try {
      if (Files.isDirectory(file)) {
        throw fault(source, "is a directory; name the file in it, or move the directory away");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw fault(source, "is no ordinary file; name one that is");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return bounded(source, in);
      }
    } catch (NoSuchFileException e) {
      throw fault(
          source,
          Files.isSymbolicLink(file)
              ? "is a symbolic link that leads nowhere; correct the link"
              : "there is no such file; correct the path (guard.policy, GUARD_POLICY)");
    } catch (AccessDeniedException e) {
      throw fault(
          source,
          "not readable for this user; give '%s' the right to read it"
              .formatted(System.getProperty("user.name", "the user")));
    } catch (IOException e) {
      throw fault(
          source,
          e instanceof FileSystemLoopException || Files.isSymbolicLink(file)
              ? "is a symbolic link that leads back to itself; correct the link"
              : "not readable: " + e.getMessage());
    }
  }

  /** The bytes of a stream. */
  static byte[] bounded(String source, InputStream in) throws IOException, InvalidPolicyException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw fault(
          source,
          "larger than %d KiB, which no policy is; is this the right file?"
              .formatted(MAX_BYTES >> 10));
    }
    return bytes;
  }

  /** The text that the bytes are. */
  static String text(String source, byte[] bytes) throws InvalidPolicyException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw fault(source, "not a text file in UTF-8; is this the right file?");
    }
  }

  static InvalidPolicyException fault(String source, String message) {
    return new InvalidPolicyException(List.of(new Fault(new Place(source, 1, 1), message)));
  }
}
