package io.github.jdbcguard.transparency;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.Uses.Item;
import io.github.jdbcguard.transparency.Uses.Use;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.RowSetProvider;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postgresql.PGConnection;

/** What libraries and drivers' own interfaces do with JDBC. */
final class LibraryUses {
  private static final Set<TestEngine> ALL =
      Set.of(TestEngine.H2, TestEngine.POSTGRESQL, TestEngine.MARIADB, TestEngine.SQLITE);
  private static final Set<TestEngine> POSTGRESQL = Set.of(TestEngine.POSTGRESQL);

  private LibraryUses() {}

  static List<Use> all() {
    return List.of(
        new Use("pool", ALL, LibraryUses::pool),
        new Use("cached rows", ALL, LibraryUses::cachedRows),
        new Use(
            "connected rows",
            Set.of(TestEngine.H2, TestEngine.POSTGRESQL, TestEngine.MARIADB),
            LibraryUses::jdbcRows),
        new Use("jdbi: queries", ALL, LibraryUses::jdbiQueries),
        new Use("jdbi: batch", ALL, LibraryUses::jdbiBatch),
        new Use("jdbi: transactions", ALL, LibraryUses::jdbiTransactions),
        new Use("MyBatis: mappers", ALL, database -> myBatis(database, ExecutorType.SIMPLE)),
        new Use(
            "MyBatis: reused statements", ALL, database -> myBatis(database, ExecutorType.REUSE)),
        new Use("MyBatis: batches", ALL, database -> myBatis(database, ExecutorType.BATCH)),
        new Use("PostgreSQL: COPY", POSTGRESQL, LibraryUses::copy),
        new Use("PostgreSQL: notifications", POSTGRESQL, LibraryUses::notifications));
  }

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  private static Object pool(UrlDataSource database) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(1);
    List<Object> seen = new ArrayList<>();
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 5; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM items")) {
          rows.next();
          seen.add(rows.getInt(1));
          seen.add(connection.getAutoCommit());
          seen.add(rows.getStatement().getConnection() == connection);
          connection.setAutoCommit(false);
          statement.executeUpdate("DELETE FROM items WHERE id = 3");
        }
      }
    }
    return seen;
  }

  private static Object cachedRows(UrlDataSource database) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        CachedRowSet cached = RowSetProvider.newFactory().createCachedRowSet()) {
      cached.populate(statement.executeQuery("SELECT id, name FROM items ORDER BY id"));
      List<Object> seen = new ArrayList<>();
      while (cached.next()) {
        seen.add(cached.getInt(1) + cached.getString(2));
      }
      return seen;
    }
  }

  private static Object jdbcRows(UrlDataSource database) throws Exception {
    List<Object> seen = new ArrayList<>();
    try (JdbcRowSet rows = RowSetProvider.newFactory().createJdbcRowSet()) {
      rows.setUrl(database.url());
      rows.setCommand("SELECT id, name FROM items WHERE id > ? ORDER BY id");
      rows.setInt(1, 1);
      rows.execute();
      while (rows.next()) {
        seen.add(rows.getString("name"));
        rows.updateString("name", "through the row set");
        rows.updateRow();
      }
    }
    return seen;
  }

  private static Jdbi jdbi(UrlDataSource database) {
    return Jdbi.create(database).registerRowMapper(ConstructorMapper.factory(Item.class));
  }

  private static Object jdbiQueries(UrlDataSource database) {
    return jdbi(database)
        .withHandle(
            handle ->
                List.of(
                    handle
                        .createQuery("SELECT id, name FROM items WHERE id > :least ORDER BY id")
                        .bind("least", 1)
                        .mapTo(Item.class)
                        .list(),
                    handle
                        .createQuery("SELECT * FROM items WHERE name IN (<names>) ORDER BY id")
                        .bindList("names", List.of("one", "three"))
                        .mapToMap()
                        .list(),
                    handle
                        .createQuery("SELECT name FROM items")
                        .setFetchSize(1)
                        .mapTo(String.class)
                        .stream()
                        .count(),
                    handle
                        .select("SELECT name FROM items WHERE id = ?", 99)
                        .mapTo(String.class)
                        .findOne()));
  }

  private static Object jdbiBatch(UrlDataSource database) {
    return jdbi(database)
        .withHandle(
            handle -> {
              PreparedBatch batch =
                  handle.prepareBatch("INSERT INTO numbered (name) VALUES (:name)");
              List.of("a", "b", "c").forEach(name -> batch.bind("name", name).add());
              return List.of(
                  List.of(batch.execute()).size(),
                  handle
                      .createUpdate("INSERT INTO numbered (name) VALUES (?)")
                      .bind(0, "d")
                      .executeAndReturnGeneratedKeys()
                      .mapToMap()
                      .list());
            });
  }

  private static Object jdbiTransactions(UrlDataSource database) {
    Jdbi jdbi = jdbi(database);
    try {
      jdbi.useTransaction(
          handle -> {
            handle.execute("UPDATE items SET name = 'lost'");
            handle.execute("INSERT INTO items VALUES (1, 'twice')");
          });
    } catch (RuntimeException e) {
      return List.of(
          e.getClass(),
          String.valueOf(e.getCause()).replaceFirst("\\(conn=\\d+\\)", ""),
          jdbi.withHandle(
              h -> h.createQuery("SELECT name FROM items ORDER BY id").mapTo(String.class).list()));
    }
    return "nothing failed";
  }

  /** Statements as annotations, as MyBatis' guide shows them. */
  interface ItemMapper {
    @Select("SELECT id, name FROM items WHERE id >= #{least} ORDER BY id")
    List<Map<String, Object>> from(@Param("least") int least);

    @Insert("INSERT INTO numbered (name) VALUES (#{name})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int insert(Numbered row);
  }

  /** A row to insert; MyBatis sets its key. */
  static final class Numbered {
    int id;
    final String name;

    Numbered(String name) {
      this.name = name;
    }
  }

  private static Object myBatis(UrlDataSource database, ExecutorType type) {
    Configuration configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), database));
    configuration.addMapper(ItemMapper.class);
    SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(configuration);
    List<Object> seen = new ArrayList<>();
    try (SqlSession session = factory.openSession(type)) {
      ItemMapper mapper = session.getMapper(ItemMapper.class);
      seen.add(mapper.from(2));
      for (String name : List.of("m", "n")) {
        Numbered row = new Numbered(name);
        mapper.insert(row);
        session.flushStatements();
        seen.add(row.id);
      }
      seen.add(mapper.from(3));
      session.rollback(true);
    }
    return seen;
  }

  private static Object copy(UrlDataSource database) throws Exception {
    try (Connection connection = database.getConnection()) {
      var copies = connection.unwrap(PGConnection.class).getCopyAPI();
      long in = copies.copyIn("COPY items FROM STDIN", new StringReader("21\tx\n22\ty\n"));
      StringWriter out = new StringWriter();
      long rows = copies.copyOut("COPY (SELECT * FROM items ORDER BY id) TO STDOUT", out);
      return List.of(in, rows, out.toString());
    }
  }

  private static Object notifications(UrlDataSource database) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("LISTEN news");
      statement.execute("NOTIFY news, 'hello'");
      var heard = connection.unwrap(PGConnection.class).getNotifications(5_000);
      return List.of(heard.length, heard[0].getName(), heard[0].getParameter());
    }
  }
}
