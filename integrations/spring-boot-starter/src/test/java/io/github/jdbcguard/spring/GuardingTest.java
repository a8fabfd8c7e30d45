package io.github.jdbcguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.driver.GuardConnection;
import io.github.jdbcguard.driver.GuardDataSource;
import io.github.jdbcguard.driver.GuardDriver;
import io.github.jdbcguard.driver.GuardRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Which DataSources are guarded, and how. */
class GuardingTest {
  @TempDir Path folder;
  private ProductionFile production = new ProductionFile(Path.of(""));

  @BeforeEach
  void create() throws Exception {
    production = ProductionFile.create(folder);
  }

  /** The DataSources that connect by a URL. */
  enum Kind {
    HIKARI,
    TOMCAT,
    DBCP,
    SIMPLE_DRIVER,
    DRIVER_MANAGER;

    DataSource of(String url) {
      return switch (this) {
        case HIKARI -> hikari(url);
        case TOMCAT -> tomcat(url);
        case DBCP -> dbcp(url);
        case SIMPLE_DRIVER -> new SimpleDriverDataSource(driver(url), url, "sa", "");
        case DRIVER_MANAGER -> new DriverManagerDataSource(url, "sa", "");
      };
    }
  }

  private static Driver driver(String url) {
    return GuardedUrl.isGuarded(url) ? new GuardDriver() : new org.h2.Driver();
  }

  private static HikariDataSource hikari(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername("sa");
    pool.setMaximumPoolSize(2);
    return pool;
  }

  private static DataSource tomcat(String url) {
    var pool = new org.apache.tomcat.jdbc.pool.DataSource();
    pool.setUrl(url);
    pool.setUsername("sa");
    pool.setInitialSize(0);
    return pool;
  }

  private static DataSource dbcp(String url) {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(url);
    pool.setUsername("sa");
    return pool;
  }

  @ParameterizedTest
  @EnumSource
  void guardsByUrlBeforeTheFirstConnection(Kind kind) throws Exception {
    DataSource source = kind.of(production.url());

    DataSource guarded = guarding().guard(source);

    assertThat(guarded).isSameAs(source);
    assertRefusesWrites(guarded);
  }

  @ParameterizedTest
  @EnumSource(names = {"HIKARI", "TOMCAT", "DBCP"})
  void guardsAroundPoolsThatHaveStarted(Kind kind) throws Exception {
    DataSource source = kind.of(production.url());
    source.getConnection().close();

    DataSource guarded = guarding().guard(source);

    assertThat(guarded).isNotSameAs(source);
    assertRefusesWrites(guarded);
    close(source);
  }

  @ParameterizedTest
  @EnumSource
  void leavesOthersAloneUnlessItIsEnabled(Kind kind) throws Exception {
    DataSource source = kind.of(production.url());

    DataSource same = new Guarding(settings(false, Map.of())).guard(source);

    assertThat(same).isSameAs(source);
    assertThat(isGuarded(same)).isFalse();
    close(source);
  }

  @ParameterizedTest
  @EnumSource
  void givesSettingsToThoseWithAGuardedUrl(Kind kind) throws Exception {
    DataSource source = kind.of(production.guardedUrl());

    DataSource same =
        new Guarding(settings(false, Map.of("guard.expect", "staging"))).guard(source);

    assertThat(same).isSameAs(source);
    assertThat(SourceStatus.of(same))
        .matches(SourceStatus::refused)
        .extracting(status -> status.details().get("refused"))
        .asString()
        .startsWith("refused to connect: the target was said to be 'staging'");
    close(source);
  }

  @ParameterizedTest
  @EnumSource
  void leavesAUrlItsOwnExpectation(Kind kind) throws Exception {
    DataSource source = kind.of(production.url().replaceFirst("jdbc:", "jdbc:guard:@production:"));

    DataSource same = new Guarding(settings(true, Map.of("guard.expect", "staging"))).guard(source);

    assertThat(same).isSameAs(source);
    assertRefusesWrites(same);
  }

  @Test
  void saysThatSettingsComeTooLate() throws Exception {
    HikariDataSource pool = hikari("jdbc:guard:h2:mem:late");
    pool.getConnection().close();

    assertThatThrownBy(() -> guarding().guard(pool))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "com.zaxxer.hikari.HikariDataSource has opened connections already, so it cannot be given guard.audit, guard.policy any more; set it as its connection property, or for the whole process as GUARD_…");
    pool.close();
  }

  @Test
  void leavesAPoolWhatItSetsItself() throws Exception {
    HikariDataSource pool = hikari(production.guardedUrl());
    pool.addDataSourceProperty("guard.expect", "production");

    new Guarding(settings(true, Map.of("guard.expect", "staging"))).guard(pool);

    assertRefusesWrites(pool);
  }

  @Test
  void hasMisspeltSettingsRefused() {
    GuardDataSource source = new GuardDataSource(production.url());

    new Guarding(settings(true, Map.of("guard.expct", "staging"))).guard(source);

    assertThat(SourceStatus.of(source).details().get("refused"))
        .contains("unknown connection property 'guard.expct'; did you mean 'guard.expect'?");
  }

  @Test
  void leavesDatabasesOfThisProcessAlone() throws Exception {
    EmbeddedDatabase embedded =
        new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).build();
    HikariDataSource memory = hikari("jdbc:h2:mem:alone");

    assertThat(guarding().guard(embedded)).isSameAs(embedded);
    assertThat(guarding().guard(memory)).isSameAs(memory);

    assertThat(isGuarded(embedded)).isFalse();
    assertThat(isGuarded(memory)).isFalse();
    embedded.shutdown();
    memory.close();
  }

  @Test
  void guardsAroundOneThatItDoesNotKnow() throws Exception {
    DataSource guarded = guarding().guard(unknown());

    assertRefusesWrites(guarded);
    assertThat(guarding().guard(guarded)).isSameAs(guarded);
  }

  @Test
  void guardsAroundAPoolThatAsksAnotherDataSource() throws Exception {
    HikariDataSource pool = hikari("jdbc:h2:mem:never-used");
    pool.setDataSource(unknown());

    assertRefusesWrites(guarding().guard(pool));
    pool.close();
  }

  @Test
  void guardsTheTargetsOfProxies() throws Exception {
    LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(unknown());
    lazy.setReadOnlyDataSource(unknown());
    DataSource aware = new TransactionAwareDataSourceProxy(lazy);

    assertThat(guarding().guard(aware)).isSameAs(aware);

    assertRefusesWrites(lazy);
    try (Connection forReads = lazy.getConnection()) {
      forReads.setReadOnly(true);
      assertThat(forReads.isWrapperFor(GuardConnection.class)).isTrue();
    }
  }

  @Test
  void guardsTheTargetsOfRouters() throws Exception {
    Router router = new Router();
    DataSource pool = hikari(production.url());
    router.setTargetDataSources(Map.of("a", unknown(), "b", pool));
    router.setDefaultTargetDataSource(unknown());
    router.afterPropertiesSet();

    assertThat(guarding().guard(router)).isSameAs(router);

    for (String key : List.of("a", "b", "of nobody")) {
      router.key = key;
      assertRefusesWrites(router);
    }
    assertThat(router.getResolvedDataSources().get("b")).isSameAs(pool);
    close(pool);
  }

  @Test
  void guardsTheDefaultTargetOfRouters() throws Exception {
    Router router = new Router();
    router.setTargetDataSources(Map.of());
    router.setDefaultTargetDataSource(unknown());
    router.afterPropertiesSet();

    guarding().guard(router);

    assertRefusesWrites(router);
  }

  @Test
  void guardsAroundARouterWithAWayOfItsOwn() throws Exception {
    DataSource own = unknown();
    Router router =
        new Router() {
          @Override
          protected DataSource determineTargetDataSource() {
            return own;
          }
        };

    DataSource guarded = guarding().guard(router);

    assertRefusesWrites(guarded);
  }

  /** Chooses by a field. */
  private static class Router extends AbstractRoutingDataSource {
    String key = "a";

    @Override
    protected Object determineCurrentLookupKey() {
      return key;
    }
  }

  private DataSource unknown() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(production.url());
    source.setUser("sa");
    return source;
  }

  private Guarding guarding() {
    return new Guarding(settings(true, Map.of()));
  }

  private EnvironmentSettings settings(boolean enabled, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(production.settings());
    all.putAll(more);
    return new EnvironmentSettings(enabled, all);
  }

  private void assertRefusesWrites(DataSource source) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(connection.isWrapperFor(GuardConnection.class)).isTrue();
      assertThat(statement.executeQuery("SELECT id FROM customers").next()).isTrue();
      assertThatThrownBy(() -> statement.executeUpdate(ProductionFile.INSERT))
          .isInstanceOf(GuardRefusedException.class)
          .hasMessageStartingWith("refused on production (h2 ");
    }
    close(source);
    assertThat(production.customers()).isEqualTo(1);
  }

  private static boolean isGuarded(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.isWrapperFor(GuardConnection.class);
    }
  }

  private static void close(DataSource source) throws Exception {
    if (source instanceof AutoCloseable pool) {
      pool.close();
    }
  }
}
