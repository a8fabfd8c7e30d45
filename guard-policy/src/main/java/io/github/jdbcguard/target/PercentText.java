package io.github.jdbcguard.target;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in which {@code %70} stands for {@code p}. */
final class PercentText {

  private PercentText() {}

  /** Decodes as {@link java.net.URLDecoder} does: a plus is a blank. */
  static String decodeForm(String text) {
    return decode(text.replace('+', ' '));
  }

  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '%') {
        bytes.write(hexPair(text, at));
        at += 3;
      } else {
        int end = text.indexOf('%', at);
        byte[] plain =
            text.substring(at, end < 0 ? text.length() : end).getBytes(StandardCharsets.UTF_8);
        bytes.write(plain, 0, plain.length);
        at = end < 0 ? text.length() : end;
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static int hexPair(String text, int at) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    int value = high * 16 + low;
    if (high < 0 || low < 0 || value < ' ' || value == 0x7f) {
      throw new NotUnderstoodException("'%' is not followed by two hex digits of a character");
    }
    return value;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new NotUnderstoodException("percent-encoded text that is not UTF-8");
    }
  }
}
