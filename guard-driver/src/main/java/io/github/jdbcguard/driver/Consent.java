package io.github.jdbcguard.driver;

/**
 * What satisfied a verdict.
 *
 * @param by for the audit: {@code none}, {@code code} or {@code terminal}
 * @param reason why it is done, in the words of whoever did it; empty where nobody said
 */
record Consent(String by, String reason) {

  /** Where none was needed. */
  static Consent none(GuardSettings settings) {
    return new Consent("none", settings.reason());
  }
}
