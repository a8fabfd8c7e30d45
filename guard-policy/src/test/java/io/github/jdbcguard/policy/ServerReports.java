package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Engine;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a server may say. */
final class ServerReports {
  private ServerReports() {}

  /** Of the database {@code x}, which has a number beside the identity of its server. */
  static ServerReport of(@Nullable String identity, String database, @Nullable String marker) {
    return new ServerReport(
        Engine.POSTGRESQL,
        Optional.ofNullable(identity),
        Optional.ofNullable(identity).map(server -> server + "/" + database),
        Optional.of("x"),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(marker).flatMap(Marker::parse),
        OptionalLong.empty());
  }
}
