package io.github.jdbcguard.liquibase;

import io.github.jdbcguard.driver.GuardDriver;
import io.github.jdbcguard.driver.GuardUrl;
import liquibase.database.core.UnsupportedDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Tells Liquibase the driver of {@code jdbc:guard:} URLs. It is no connection's database: that is
 * chosen by what the connection says of itself, as without the guard. Goes by the name of
 * Liquibase's own {@code unsupported} one, and stands in its place, so that the list of databases
 * does not grow.
 */
public final class GuardDatabase extends UnsupportedDatabase {
  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  @Override
  public @Nullable String getDefaultDriver(@Nullable String url) {
    return url != null && GuardUrl.isGuarded(url) ? GuardDriver.class.getName() : null;
  }
}
