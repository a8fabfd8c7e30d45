package io.github.jdbcguard.spring.applications;

import io.github.jdbcguard.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** The databases of all tests here; the server ends with this process. */
final class TheShop {
  static final Shop SHOP = start();

  private TheShop() {}

  private static Shop start() {
    try {
      return Shop.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
