package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardDataSourceIT {
  private static final String CHANGE = "UPDATE items SET name = 'x' WHERE id = 1";

  @TempDir Path folder;

  private TestDatabase database(String level) throws SQLException {
    return TestDatabase.create(TestEngine.H2, folder, level);
  }

  private <T extends GuardCommonDataSource> T set(T source, TestDatabase database) {
    return new Guarded(folder).set(source, database);
  }

  private static void change(Connection connection) throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(CHANGE);
    }
  }

  @Test
  void guardsWithAndWithoutThePrefix() throws Exception {
    TestDatabase sealed = database("sealed");
    TestDatabase open = database("open");
    GuardDataSource source = set(new GuardDataSource(), sealed);

    refused("28X01", () -> change(source.getConnection()));
    source.setUrl(sealed.guardedUrl());
    refused("28X01", () -> change(source.getConnection()));
    assertThat(sealed.contents()).startsWith("1=one");

    change(set(new GuardDataSource(), open).getConnection());
    assertThat(open.contents()).startsWith("1=x");
  }

  @Test
  void heedsTheExpectation() throws Exception {
    GuardDataSource source = set(new GuardDataSource(), database("guarded"));

    source.setExpect("production");
    refused("28X05", source::getConnection);
    source.setExpect("staging");
    source.getConnection().close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                      | there is no URL; set one as jdbc:guard:postgresql://host/database
          postgres://u:s3cret@h/d | the URL 'postgres:…' is not a JDBC URL
          jdbc:guard:guard:h2:x   | belongs at its start, once: write jdbc:guard:h2:…
          jdbc:p6spy:Guard:h2:x   | belongs at its start, once: write jdbc:guard:p6spy:h2:…
          jdbc:guard:             | needs the rest of a JDBC URL
          """)
  void refusesUrlsThatMakeNoSense(String url, String message) {
    GuardDataSource source = new GuardDataSource(url);

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        GuardDataSource.class,
        GuardXADataSource.class,
        GuardConnectionPoolDataSource.class
      })
  void isABeanWithEverySetting(Class<?> type) throws Exception {
    PropertyDescriptor[] properties = Introspector.getBeanInfo(type).getPropertyDescriptors();
    List<String> readAndWritten =
        Arrays.stream(properties)
            .filter(one -> one.getReadMethod() != null && one.getWriteMethod() != null)
            .map(PropertyDescriptor::getName)
            .toList();

    assertThat(readAndWritten)
        .contains("url", "user", "password", "loginTimeout", "properties")
        .containsAll(
            Arrays.stream(Setting.values())
                .filter(setting -> setting != Setting.DRIVER)
                .map(GuardDataSourceIT::beanName)
                .toList())
        .contains(type == GuardDataSource.class ? "driver" : "delegateClassName");
    Object bean = type.getConstructor().newInstance();
    for (PropertyDescriptor one : properties) {
      if (one.getPropertyType() == String.class && one.getWriteMethod() != null) {
        one.getWriteMethod().invoke(bean, "some " + one.getName());
        assertThat(one.getReadMethod().invoke(bean)).isEqualTo("some " + one.getName());
      }
    }
    assertThat(bean).isNotInstanceOf(Serializable.class);
  }

  /** {@code auditTable} for {@code audit.table}. */
  private static String beanName(Setting setting) {
    String[] words = setting.id().split("[.]", -1);
    return words.length == 1
        ? words[0]
        : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
  }

  @Test
  void keepsPropertiesOfTheDriverApart() {
    GuardDataSource source = new GuardDataSource("jdbc:postgresql://db/app");
    Properties added = new Properties(defaults("ApplicationName", "shop"));
    added.setProperty("guard.expect", "staging");
    added.setProperty("password", "s3cret");

    source.setProperties(added);
    source.setProperty("ssl", "true");

    assertThat(source.getExpect()).isEqualTo("staging");
    assertThat(source.getPassword()).isEqualTo("s3cret");
    assertThat(source.getProperties())
        .containsOnlyKeys("ApplicationName", "ssl")
        .containsEntry("ApplicationName", "shop");
  }

  private static Properties defaults(String name, String value) {
    Properties defaults = new Properties();
    defaults.setProperty(name, value);
    return defaults;
  }

  @Test
  void comesBackFromADirectory() throws Exception {
    TestDatabase database = database("guarded");
    GuardXADataSource source = set(new GuardXADataSource(), database);
    source.setUser("");
    source.setExpect("staging");
    source.setLoginTimeout(7);
    source.setDelegateClassName("org.h2.jdbcx.JdbcDataSource");
    source.setProperty("ssl", "true");

    Object back = NamingManager.getObjectInstance(source.getReference(), null, null, null);

    assertThat(back)
        .isInstanceOf(GuardXADataSource.class)
        .usingRecursiveComparison()
        .isEqualTo(source);
  }

  /** As Tomcat makes a reference of a resource that is declared in XML. */
  @ParameterizedTest
  @ValueSource(strings = {"open", "sealed"})
  void isMadeForAContainer(String level) throws Exception {
    TestDatabase database = database(level);
    Reference reference =
        new Reference("javax.sql.DataSource", GuardDataSourceFactory.class.getName(), null);
    add(reference, "scope", "Shareable");
    add(reference, "auth", "Container");
    add(reference, "singleton", "true");
    add(reference, "url", database.guardedUrl());
    add(reference, "username", "");
    add(reference, "policy", new Guarded(folder).policy().toString());
    add(reference, "guard.audit", new Guarded(folder).audit().toString());

    DataSource source =
        (DataSource) new GuardDataSourceFactory().getObjectInstance(reference, null, null, null);

    Objects.requireNonNull(source);
    if (level.equals("open")) {
      change(source.getConnection());
    } else {
      refused("28X01", () -> change(source.getConnection()));
    }
    assertThat(database.contents()).startsWith(level.equals("open") ? "1=x" : "1=one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exepct       | staging | GuardDataSource has no property 'exepct'
          maxTotal     | 10      | written as property.maxTotal
          loginTimeout | soon    | loginTimeout is 'soon'; it has to be a number of seconds
          """)
  void refusesToBeMadeOfWhatItDoesNotKnow(String name, String value, String message) {
    Reference reference = new Reference("javax.sql.DataSource");
    add(reference, name, value);

    assertThatThrownBy(
            () -> new GuardDataSourceFactory().getObjectInstance(reference, null, null, null))
        .isInstanceOf(NamingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void leavesOtherReferencesToOtherFactories() throws Exception {
    GuardDataSourceFactory factory = new GuardDataSourceFactory();

    assertThat(factory.getObjectInstance(new Reference("java.lang.String"), null, null, null))
        .isNull();
    assertThat(factory.getObjectInstance("x", null, null, null)).isNull();
  }

  private static void add(Reference reference, String name, String value) {
    reference.add(new StringRefAddr(name, value));
  }

  @Test
  void isBuiltFromWithUserAndPassword() throws Exception {
    TestDatabase database = database("open");
    database.execute("CREATE USER visitor PASSWORD 'secret'");
    database = new TestDatabase(TestEngine.H2, database.name(), "jdbc:h2:mem:" + database.name());
    GuardDataSource source = set(new GuardDataSource(), database);

    try (Connection connection =
        source.createConnectionBuilder().user("VISITOR").password("secret").build()) {
      assertThat(connection).isInstanceOf(GuardedConnection.class);
      assertThat(connection.getMetaData().getUserName()).isEqualTo("VISITOR");
    }
    set(new GuardXADataSource(), database)
        .createXAConnectionBuilder()
        .user("VISITOR")
        .password("secret")
        .build()
        .close();
    set(new GuardConnectionPoolDataSource(), database)
        .createPooledConnectionBuilder()
        .user("VISITOR")
        .password("secret")
        .build()
        .close();
  }

  @Test
  void takesNoShards() throws Exception {
    GuardDataSource source = set(new GuardDataSource(), database("open"));
    ShardingKey key = new ShardingKey() {};

    for (var builder :
        List.of(
            source.createConnectionBuilder().shardingKey(key),
            source.createConnectionBuilder().superShardingKey(key))) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("connect to the shard by its own URL");
    }
    source.createConnectionBuilder().shardingKey(null).build().close();
    assertThatThrownBy(source::createShardingKeyBuilder)
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/x                | 5 | loginTimeout=5
          jdbc:sqlserver://db;databaseName=x    | 5 | loginTimeout=5
          jdbc:mariadb://db/x                   | 5 | connectTimeout=5000
          jdbc:mariadb://db/x?connectTimeout=1  | 5 | ''
          jdbc:postgresql://db/x                | 0 | ''
          jdbc:h2:mem:x                         | 5 | ''
          """)
  void handsOnTheLoginTimeoutWhereTheDriverHasOne(String url, int seconds, String added) {
    Properties properties = new Properties();

    LoginTimeouts.add(seconds, url, properties);

    assertThat(properties.toString()).isEqualTo("{" + added + "}");
    assertThatThrownBy(() -> new GuardDataSource().setLoginTimeout(-1))
        .isInstanceOf(SQLException.class);
  }

  /** A pool sets the login timeout, and wants to read it again. */
  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void isSetUpByAPool(TestEngine engine) throws Exception {
    for (String level : List.of("open", "sealed")) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      Properties properties = new Properties();
      properties.setProperty("dataSourceClassName", GuardDataSource.class.getName());
      properties.setProperty("dataSource.url", database.url());
      properties.setProperty("dataSource.policy", new Guarded(folder).policy().toString());
      properties.setProperty("dataSource.audit", new Guarded(folder).audit().toString());
      properties.setProperty("connectionTimeout", "20000");
      HikariConfig config = new HikariConfig(properties);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        if (level.equals("open")) {
          change(pool.getConnection());
        } else {
          refused("28X01", () -> change(pool.getConnection()));
        }
        assertThat(pool.getLoginTimeout()).isEqualTo(20);
      }
      assertThat(database.contents()).startsWith(level.equals("open") ? "1=x" : "1=one");
    }
  }

  @Test
  void usesTheDriverThatIsNamed() throws Exception {
    GuardDataSource source = set(new GuardDataSource(), database("open"));

    source.setDriver("org.h2.Driver");
    source.getConnection().close();
    source.setDriver("org.postgresql.Driver");

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(MissingDriverException.class)
        .hasMessageContaining("guard.driver names a class that is no driver for 'jdbc:h2:…'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:nosuch:x            | ''                | ''            | the guard knows no XADataSource for 'jdbc:nosuch:…'; name one by the property delegateClassName
          jdbc:sqlite:x.db         | ''                | ''            | the guard knows no XADataSource for 'jdbc:sqlite:…'
          jdbc:h2:mem:x            | ''                | MODE          | org.h2.jdbcx.JdbcDataSource cannot be given the connection property 'MODE'; write it into the URL
          jdbc:h2:mem:x            | com.example.None  | ''            | the class com.example.None of the real driver cannot be used. Tried, in this order: context class loader
          jdbc:h2:mem:x            | java.lang.String  | ''            | is no javax.sql.XADataSource of a real driver
          jdbc:h2:mem:x            | io.github.jdbcguard.driver.GuardXADataSource | '' | is no javax.sql.XADataSource of a real driver
          jdbc:derby://db/x        | ''                | ''            | org.apache.derby.jdbc.EmbeddedXADataSource has no property 'url', so it cannot be given the URL that was judged
          jdbc:postgresql://db/x   | ''                | databaseName  | Unsupported property name
          jdbc:postgresql://db/x   | ''                | PGDBNAME      | makes postgresql db:5432/1 of the URL, and it was judged as postgresql db:5432/x
          """)
  void dropsNothingOnTheWayToTheDriver(
      String url, String delegate, String property, String message) {
    assertThatThrownBy(
            () -> {
              Properties properties = new Properties();
              if (!property.isEmpty()) {
                properties.setProperty(property, "1");
              }
              VendorSource.of(XADataSource.class, url, delegate.isEmpty() ? null : delegate)
                  .set(url, properties);
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message);
  }
}
