package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Target;

/**
 * What somebody asks to be connected to.
 *
 * @param user the database user, as far as URL and properties tell; empty where they do not
 * @param url the inner URL without its parameters; empty where only the target is known
 */
public record ConnectionRequest(Target target, String user, String url) {

  /** A target of which nothing else is known. */
  public static ConnectionRequest of(Target target) {
    return new ConnectionRequest(target, "", "");
  }

  /** The same, as after another database was chosen, which no URL names. */
  public ConnectionRequest withDatabase(String database) {
    return new ConnectionRequest(target.withDatabase(database), user, "");
  }

  /** The same, of another database user. */
  public ConnectionRequest withUser(String name) {
    return new ConnectionRequest(target, name, url);
  }
}
