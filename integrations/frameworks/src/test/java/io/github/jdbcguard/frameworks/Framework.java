package io.github.jdbcguard.frameworks;

import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Frameworks, each used as its guide shows it. */
enum Framework {
  HIBERNATE {
    @Override
    Items open(String url) {
      return new HibernateItems(url);
    }
  },
  JOOQ {
    @Override
    Items open(String url) {
      return new JooqItems(DSL.using(url));
    }
  },
  MYBATIS {
    @Override
    Items open(String url) throws SQLException {
      return new MyBatisItems(url);
    }
  },
  JDBI {
    @Override
    Items open(String url) {
      return new JdbiItems(Jdbi.create(url));
    }
  },
  SPRING_JDBC {
    @Override
    Items open(String url) {
      return new SpringItems(JdbcClient.create(new DriverManagerDataSource(url)));
    }
  };

  /** The items of the database behind this URL. */
  abstract Items open(String url) throws SQLException;
}
