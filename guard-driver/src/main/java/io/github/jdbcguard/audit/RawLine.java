package io.github.jdbcguard.audit;

import java.nio.charset.StandardCharsets;

/**
 * A line of a file as it stands there.
 *
 * @param number from 1
 * @param bytes without the end; only the beginning of a line that is too long to be one of ours
 * @param length how many bytes it has
 * @param ended whether a line end follows
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor kept
record RawLine(long number, byte[] bytes, long length, boolean ended) {

  /** Its text; no character of ours is beyond ASCII. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
