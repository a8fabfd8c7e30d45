package io.github.jdbcguard.confirm;

import io.github.jdbcguard.sql.StatementText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal digits: by what approvals know a statement, a file and a request. */
public final class StatementDigest {
  /** A byte that no UTF-8 text has. */
  private static final byte NO_TEXT = (byte) 0xFF;

  private StatementDigest() {}

  /** The digest of a statement; blanks around it and one last semicolon do not count. */
  public static String of(String sql) {
    return ofText(StatementText.normalised(sql));
  }

  /** The digest of a text as it stands. */
  static String ofText(String text) {
    try {
      return hex(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException halfACharacter) {
      // UTF-8 would have a question mark for it, and another text would have the same digest.
      ByteBuffer marked = ByteBuffer.allocate(1 + 2 * text.length()).put(NO_TEXT);
      for (int i = 0; i < text.length(); i++) {
        marked.putChar(text.charAt(i));
      }
      return hex(marked.flip());
    }
  }

  private static String hex(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
