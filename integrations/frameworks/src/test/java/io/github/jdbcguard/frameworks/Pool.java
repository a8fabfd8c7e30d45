package io.github.jdbcguard.frameworks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.jdbcguard.driver.GuardDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Ways to connections, each set up as its guide shows it. */
enum Pool {
  DRIVER_MANAGER {
    @Override
    DataSource open(String url) {
      return new AbstractDataSource() {
        @Override
        public Connection getConnection() throws SQLException {
          return DriverManager.getConnection(url);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
          return DriverManager.getConnection(url, user, password);
        }
      };
    }
  },
  GUARD_DATA_SOURCE {
    @Override
    DataSource open(String url) {
      return new GuardDataSource(url);
    }
  },
  HIKARICP {
    @Override
    DataSource open(String url) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setMaximumPoolSize(2);
      return new HikariDataSource(config);
    }
  },
  AGROAL {
    @Override
    DataSource open(String url) throws SQLException {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool -> pool.maxSize(2).connectionFactoryConfiguration(one -> one.jdbcUrl(url))));
    }
  },
  DBCP2 {
    @Override
    DataSource open(String url) {
      BasicDataSource source = new BasicDataSource();
      source.setUrl(url);
      source.setMaxTotal(2);
      return source;
    }
  },
  TOMCAT_JDBC {
    @Override
    DataSource open(String url) throws SQLException {
      PoolProperties properties = new PoolProperties();
      properties.setUrl(url);
      // For a guarded URL that is io.github.jdbcguard.driver.GuardDriver.
      properties.setDriverClassName(DriverManager.getDriver(url).getClass().getName());
      properties.setMaxActive(2);
      properties.setTestOnBorrow(true);
      properties.setValidationQuery("SELECT 1");
      return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }
  };

  /** A pool, or a source of single connections, for this URL. */
  abstract DataSource open(String url) throws SQLException;
}
