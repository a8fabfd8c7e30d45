package io.github.jdbcguard.benchmarks;

import com.p6spy.engine.spy.P6SpyDriver;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.driver.GuardDriver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** What may stand between an application and a driver. */
public enum Wrapper {
  /** Nothing: what the others are compared with. */
  RAW("benchmarks") {
    @Override
    Connections open(String url) throws SQLException {
      return through(DriverManager.getDriver(url), url, new Properties());
    }
  },

  /** A pool of two connections, whose proxy judges nothing. */
  HIKARICP("HikariCP-,slf4j-") {
    @Override
    Connections open(String url) throws SQLException {
      HikariConfig config = new HikariConfig();
      config.setDataSource(dataSource(url));
      config.setMinimumIdle(1);
      config.setMaximumPoolSize(2);
      return new HikariDataSource(config)::getConnection;
    }
  },

  /** With its logging off, by spy.properties. */
  P6SPY("p6spy-") {
    @Override
    Connections open(String url) {
      return through(new P6SpyDriver(), prefixed("p6spy", url), new Properties());
    }
  },

  /** Without a listener. */
  DATASOURCE_PROXY("datasource-proxy-,slf4j-") {
    @Override
    Connections open(String url) throws SQLException {
      return ProxyDataSourceBuilder.create(dataSource(url)).build()::getConnection;
    }
  },

  /** Which tells nobody what it sees. */
  OPENTELEMETRY("opentelemetry-") {
    @Override
    Connections open(String url) throws SQLException {
      return JdbcTelemetry.create(OpenTelemetry.noop()).wrap(dataSource(url))::getConnection;
    }
  },

  /** Without plug-ins. */
  AWS("aws-advanced-jdbc-wrapper-") {
    @Override
    Connections open(String url) {
      Properties properties = new Properties();
      properties.setProperty("wrapperPlugins", "");
      properties.setProperty("wrapperDialect", "pg"); // so that it asks no server what it is
      return through(new software.amazon.jdbc.Driver(), prefixed("aws-wrapper", url), properties);
    }

    @Override
    boolean takes(Database database) {
      return database != Database.H2; // it looks for a host in the URL
    }
  },

  /** Its proxy with its firewall, which judges SQL and forbids DELETE, without its pool. */
  DRUID("druid-") {
    @Override
    Connections open(String url) throws SQLException {
      return DruidProxy.open(url, user());
    }
  },

  /** On what the built-in policy leaves open. */
  GUARD(Wrapper.GUARD_JARS) {
    @Override
    Connections open(String url) {
      return guarded(url, new Properties());
    }
  },

  /** Where a small policy leaves the database open. */
  GUARD_POLICY(Wrapper.GUARD_JARS) {
    @Override
    Connections open(String url) {
      return guarded(url, policy("open"));
    }
  },

  /** Where a small policy guards the database, which leaves nothing in the audit. */
  GUARD_GUARDED(Wrapper.GUARD_JARS) {
    @Override
    Connections open(String url) {
      return guarded(url, policy("guarded"));
    }
  },

  /** Where a small policy protects the database: changes and refusals are recorded. */
  GUARD_PROTECTED(Wrapper.GUARD_JARS) {
    @Override
    Connections open(String url) {
      return guarded(url, policy("protected"));
    }
  },

  /** On a database of this process, which nobody has to ask what it is. */
  GUARD_IN_PROCESS(Wrapper.GUARD_JARS) {
    @Override
    Connections open(String url) {
      return guarded("jdbc:duckdb:", new Properties());
    }

    @Override
    boolean takes(Database database) {
      return database == Database.STUB;
    }
  },

  /** On a database of an engine that it does not know, where only reads pass. */
  GUARD_UNDECLARED(Wrapper.GUARD_JARS) {
    @Override
    Connections open(String url) {
      return guarded("jdbc:stub:", new Properties());
    }

    @Override
    boolean takes(Database database) {
      return database == Database.STUB;
    }
  };

  static final String USER = "app";

  private static final String GUARD_JARS =
      "guard-driver,guard-policy,jsqlparser-,slf4j-,snakeyaml-engine-";

  private final String jars;

  Wrapper(String jars) {
    this.jars = jars;
  }

  /** Where connections come from. */
  @FunctionalInterface
  interface Connections {
    Connection connect() throws SQLException;
  }

  /** Everything that is made once and not for each connection, in front of a database. */
  abstract Connections open(String url) throws SQLException;

  /** How the names of the jars start that it needs. */
  List<String> jars() {
    return List.of(jars.split(",", -1));
  }

  /** Whether it can be in front of that database. */
  boolean takes(Database database) {
    return true;
  }

  private static UrlDataSource dataSource(String url) throws SQLException {
    return new UrlDataSource(RAW.open(url));
  }

  private static Connections guarded(String url, Properties properties) {
    return through(new GuardDriver(), prefixed("guard", url), properties);
  }

  private static Properties policy(String level) {
    Properties properties = new Properties();
    properties.setProperty("guard.policy", SmallPolicy.file(level).toString());
    properties.setProperty("guard.audit", SmallPolicy.audit().toString());
    return properties;
  }

  private static String prefixed(String prefix, String url) {
    return url.replaceFirst("jdbc:", "jdbc:" + prefix + ":");
  }

  private static Properties user() {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", "secret");
    return properties;
  }

  private static Connections through(Driver driver, String url, Properties properties) {
    properties.putAll(user());
    return () -> Objects.requireNonNull(driver.connect(url, properties), url);
  }
}
