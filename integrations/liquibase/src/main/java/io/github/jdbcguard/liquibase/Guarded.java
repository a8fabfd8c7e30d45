package io.github.jdbcguard.liquibase;

import io.github.jdbcguard.driver.GuardConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.exception.UnexpectedLiquibaseException;

/** Finds the guard under what Liquibase works on. */
final class Guarded {
  private Guarded() {}

  /** The connection of the database, if it is a guarded one; pools in between do not matter. */
  static Optional<Connection> connection(Database database) {
    return Optional.ofNullable(database.getConnection())
        .map(DatabaseConnection::getUnderlyingConnection)
        .filter(Guarded::isGuarded);
  }

  private static boolean isGuarded(Connection connection) {
    try {
      return connection.isWrapperFor(GuardConnection.class);
    } catch (SQLException e) {
      throw new UnexpectedLiquibaseException(e);
    }
  }
}
