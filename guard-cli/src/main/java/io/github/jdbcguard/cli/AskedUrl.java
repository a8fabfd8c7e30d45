package io.github.jdbcguard.cli;

/**
 * A URL whose server is to be asked.
 *
 * @param expected the environment that it should be; empty where nobody said
 */
record AskedUrl(String expected, String url) {

  /** Reads {@code URL} or {@code NAME=URL}. */
  static AskedUrl parse(String text) {
    int equals = text.indexOf('=');
    boolean named = equals > 0 && text.substring(0, equals).matches("[A-Za-z0-9_.-]+");
    return named
        ? new AskedUrl(text.substring(0, equals), text.substring(equals + 1))
        : new AskedUrl("", text);
  }
}
