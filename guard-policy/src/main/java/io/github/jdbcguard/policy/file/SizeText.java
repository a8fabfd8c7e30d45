package io.github.jdbcguard.policy.file;

import java.util.Optional;

/** How policies write sizes: {@code 512kB}, {@code 64MB} or {@code 1GB}, in steps of 1024. */
final class SizeText {
  private static final int UNIT_LENGTH = 2;

  private SizeText() {}

  /** The bytes; empty where it is none, of which a fault tells already. */
  static Optional<Long> parse(String text) {
    if (!text.matches("[1-9][0-9]{0,5}(kB|MB|GB)")) {
      return Optional.empty();
    }
    int unit = text.length() - UNIT_LENGTH;
    long amount = Long.parseLong(text.substring(0, unit));
    return Optional.of(
        switch (text.charAt(unit)) {
          case 'k' -> amount << 10;
          case 'M' -> amount << 20;
          default -> amount << 30;
        });
  }
}
