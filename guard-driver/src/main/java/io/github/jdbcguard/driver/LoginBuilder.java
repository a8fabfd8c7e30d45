package io.github.jdbcguard.driver;

import java.sql.SQLException;
import java.sql.ShardingKey;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of connections collect (JDBC 4.3, 9.4). For one thread.
 *
 * @param <B> the interface of the builder
 */
abstract class LoginBuilder<B> {
  private @Nullable String user;
  private @Nullable String password;
  private boolean sharded;

  abstract B self();

  public final B user(@Nullable String name) {
    this.user = name;
    return self();
  }

  public final B password(@Nullable String secret) {
    this.password = secret;
    return self();
  }

  public final B shardingKey(@Nullable ShardingKey key) {
    sharded |= key != null;
    return self();
  }

  public final B superShardingKey(@Nullable ShardingKey key) {
    sharded |= key != null;
    return self();
  }

  final @Nullable String user() {
    return user;
  }

  final @Nullable String password() {
    return password;
  }

  final void refuseShards() throws SQLException {
    if (sharded) {
      throw GuardCommonDataSource.noShards();
    }
  }
}
