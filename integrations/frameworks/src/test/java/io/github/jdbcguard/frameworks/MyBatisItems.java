package io.github.jdbcguard.frameworks;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** By a mapper of MyBatis, over MyBatis' own pool. */
final class MyBatisItems implements Items {
  private final PooledDataSource pool;
  private final SqlSessionFactory factory;

  MyBatisItems(String url) throws SQLException {
    // For a guarded URL that is io.github.jdbcguard.driver.GuardDriver.
    String driver = DriverManager.getDriver(url).getClass().getName();
    pool = new PooledDataSource(driver, url, null, null);
    Configuration configuration =
        new Configuration(new Environment("shop", new JdbcTransactionFactory(), pool));
    configuration.addMapper(Mapper.class);
    factory = new SqlSessionFactoryBuilder().build(configuration);
  }

  /** The statements. */
  interface Mapper {
    @Select("SELECT name FROM items ORDER BY id")
    List<String> names();

    @Update("UPDATE items SET name = #{name} WHERE id = #{id}")
    int rename(@Param("id") int id, @Param("name") String name);
  }

  @Override
  public List<String> names() {
    try (SqlSession session = factory.openSession()) {
      return session.getMapper(Mapper.class).names();
    }
  }

  @Override
  public void rename(int id, String name) {
    try (SqlSession session = factory.openSession()) {
      session.getMapper(Mapper.class).rename(id, name);
      session.commit();
    }
  }

  @Override
  public void close() {
    pool.forceCloseAll();
  }
}
