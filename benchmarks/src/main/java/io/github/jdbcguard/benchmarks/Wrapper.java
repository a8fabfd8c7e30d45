package io.github.jdbcguard.benchmarks;

import com.p6spy.engine.spy.P6SpyDriver;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.driver.GuardDriver;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** What may stand between an application and the stub driver. */
public enum Wrapper {
  /** Nothing: what the others are compared with. */
  RAW {
    @Override
    Connections open() {
      return through(new org.postgresql.Driver(), StubDriver.URL);
    }
  },

  /** A pool of one connection, whose proxy judges nothing. */
  HIKARICP {
    @Override
    Connections open() {
      HikariConfig config = new HikariConfig();
      config.setDataSource(new StubDataSource());
      config.setMaximumPoolSize(1);
      return new HikariDataSource(config)::getConnection;
    }
  },

  /** With its logging off, by spy.properties. */
  P6SPY {
    @Override
    Connections open() {
      return through(new P6SpyDriver(), "jdbc:p6spy:stub:");
    }
  },

  /** Without a listener. */
  DATASOURCE_PROXY {
    @Override
    Connections open() {
      return ProxyDataSourceBuilder.create(new StubDataSource()).build()::getConnection;
    }
  },

  /** On a database that the built-in policy leaves open. */
  GUARD {
    @Override
    Connections open() {
      return through(new GuardDriver(), "jdbc:guard:postgresql://localhost:1/app");
    }
  },

  /** On a database of an engine that it does not know, where only reads pass. */
  GUARD_UNDECLARED {
    @Override
    Connections open() {
      return through(new GuardDriver(), "jdbc:guard:stub:");
    }
  };

  /** Where connections come from. */
  @FunctionalInterface
  interface Connections {
    Connection connect() throws SQLException;
  }

  /** Everything that is made once and not for each connection. */
  abstract Connections open();

  private static Connections through(Driver driver, String url) {
    Properties properties = new Properties();
    properties.setProperty("user", "app");
    properties.setProperty("password", "secret");
    return () -> Objects.requireNonNull(driver.connect(url, properties), url);
  }
}
