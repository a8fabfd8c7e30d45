package io.github.jdbcguard.cli.keys;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The way in which SSH writes numbers and strings (RFC 4251). */
final class SshBytes {
  private SshBytes() {}

  /** The next string. */
  static byte[] part(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }

  static String text(ByteBuffer bytes) {
    return new String(part(bytes), StandardCharsets.UTF_8);
  }

  /** These strings, one after the other. */
  static byte[] of(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
