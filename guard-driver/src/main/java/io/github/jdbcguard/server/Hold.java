package io.github.jdbcguard.server;

/** How a server holds a connection read-only, by itself. */
public enum Hold {
  /** Not at all, or nobody can tell. */
  NOTHING("the server holds nothing read-only here"),
  /** Each transaction; what runs outside of one is not held. */
  TRANSACTION("the server holds transactions read-only, and nothing outside of them"),
  /** Everything that is sent. */
  SESSION("the server holds the session read-only");

  private final String words;

  Hold(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
