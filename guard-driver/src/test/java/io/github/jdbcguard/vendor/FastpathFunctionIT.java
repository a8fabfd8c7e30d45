package io.github.jdbcguard.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.EmbeddedServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of functions beside those of a real server. */
class FastpathFunctionIT {

  @ParameterizedTest
  @EnumSource(FastpathFunction.class)
  void hasTheNumberOfTheServer(FastpathFunction function) throws Exception {
    String sql = "SELECT proname FROM pg_proc WHERE oid = ?";
    try (Connection raw = EmbeddedServers.postgresql().getPostgresDatabase().getConnection();
        PreparedStatement query = raw.prepareStatement(sql)) {
      query.setLong(1, function.oid());
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(function.name().toLowerCase(Locale.ROOT)).startsWith(row.getString(1));
      }
    }
  }
}
