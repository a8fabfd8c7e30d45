package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgConnection;

/** What views of PostgreSQL's interfaces are good for, on a real server. */
class VendorViewIT {
  @TempDir Path folder;

  private Connection open(String level) throws Exception {
    return new Guarded(folder).open(TestDatabase.create(TestEngine.POSTGRESQL, folder, level));
  }

  @Test
  void letsHarmlessThingsPassWhereEveryChangeIsDenied() throws Exception {
    try (Connection connection = open("sealed");
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT name FROM items")) {
      PGConnection pg = connection.unwrap(PGConnection.class);
      assertThat(pg.getBackendPID()).isPositive();
      assertThat(pg.escapeIdentifier("a b")).isEqualTo("\"a b\"");
      pg.addDataType("x", org.postgresql.util.PGmoney.class);
      prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
      assertThat(prepared.unwrap(PGStatement.class).getPrepareThreshold()).isEqualTo(1);
      statement.execute("LISTEN something");
      assertThat(pg.getNotifications(1)).isNullOrEmpty();
      java.io.StringWriter rows = new java.io.StringWriter();
      assertThat(pg.getCopyAPI().copyOut("COPY items TO STDOUT", rows)).isEqualTo(3);
    }
  }

  @Test
  void isOneObjectThatLeadsBackToTheGuardedConnection() throws Exception {
    try (Connection connection = open("guarded")) {
      PGConnection pg = connection.unwrap(PGConnection.class);
      assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
      assertThat(connection.unwrap(PGConnection.class)).isSameAs(pg);
      assertThat(pg).isInstanceOf(BaseConnection.class);
      assertThat(java.util.Set.of(pg)).contains(connection.unwrap(PGConnection.class));
      assertThat(((Connection) pg).createStatement().getConnection()).isSameAs(connection);
      assertThat(((Connection) pg).unwrap(Connection.class)).isSameAs(connection);
    }
  }

  @Test
  void isTheDriversOwnObjectWhereNothingIsAtStake() throws Exception {
    try (Connection connection = open("open")) {
      assertThat(connection.unwrap(PGConnection.class)).isInstanceOf(PgConnection.class);
    }
  }

  @Test
  void tellsWhatIsRefusedWhereNoExceptionIsDeclared() throws Exception {
    try (Connection connection = open("sealed")) {
      BaseConnection base = connection.unwrap(BaseConnection.class);
      assertThatThrownBy(base::getReplicationProtocol)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("refused on archive")
          .hasCauseInstanceOf(GuardRefusedException.class);
    }
  }
}
