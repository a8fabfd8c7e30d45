package io.github.jdbcguard.testing;

/** An environment of the shop. */
public enum Stage {
  STAGING("shop_staging"),
  PRODUCTION("shop");

  private final String database;

  Stage(String database) {
    this.database = database;
  }

  /** The name of its database. */
  public String database() {
    return database;
  }
}
