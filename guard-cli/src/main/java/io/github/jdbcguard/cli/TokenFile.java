package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with tokens, one a line, for its owner alone. */
final class TokenFile {
  private TokenFile() {}

  /** Adds a token, with a line before it that says what it is. */
  static void append(Path file, Token token) throws IOException {
    TokenContent content = token.content();
    String lines =
        "# %s of request %s by %s, until %s%n%s%n"
            .formatted(
                content.kind().id(),
                content.request(),
                content.approver(),
                content.expires(),
                token.text());
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean known = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return known
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
