package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real drivers beside answers of the guard, right ones and wrong ones. */
class DriverOpinionTest {
  private static final Endpoint DEV = new Endpoint("dev", 1, "app");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h1/db",
        "jdbc:postgresql://H1:6432,[::1],127.1/db?dbname=x",
        "jdbc:postgresql:db",
        "jdbc:postgresql:///",
        "jdbc:mysql://h1/db",
        "jdbc:mysql://h1",
        "jdbc:mysql:///db",
        "jdbc:mysql:replication://h1,h2:3307/db?dbname=x",
        "jdbc:mysql://(host=h1,port=3307,dbname=x),h2/db",
        "jdbc:mariadb://h1/db",
        "jdbc:mariadb:sequential://h1:3307,address=(host=h2)(port=3308)/?database=x",
        "jdbc:mariadb://h1"
      })
  void agreesWithTheGuard(String url) {
    Target target = TargetResolver.resolve(url, Map.of("user", "u"), Surroundings.ofThisProcess());

    assertThat(target.certain()).isTrue();
    assertThat(DriverOpinion.of(target, url, properties("u"))).isSameAs(target);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, jdbc:postgresql://prod/app,   prod, 5432, app",
    "POSTGRESQL, jdbc:postgresql://dev:1/shop, dev,  1,    shop",
    "MYSQL,      jdbc:mysql://prod/app,        prod, 3306, app",
    "MYSQL,      jdbc:mysql://dev:1/shop,      dev,  1,    shop",
    "MARIADB,    jdbc:mariadb://dev:1/shop,    dev,  1,    shop",
    "MARIADB,    jdbc:mariadb://prod/app,      prod, 3306, app",
  })
  void countsBothWhereTheDriverNamesAnotherPlace(
      Engine engine, String url, String host, int port, String database) {
    Target wrong = Target.resolved(engine, List.of(DEV), List.of("SELECT 1"));

    Target target = DriverOpinion.of(wrong, url, properties("u"));

    Endpoint named = new Endpoint(host, port, database);
    assertThat(target.endpoints()).containsExactly(DEV, named);
    assertThat(target.doubt())
        .isEqualTo("the guard reads dev:1/app, and the driver %s".formatted(named));
    assertThat(target.connectSql()).containsExactly("SELECT 1");
  }

  @Test
  void isStricterOnlyWhereTheDriverNamesMore() {
    Endpoint prod = new Endpoint("prod", 5432, "app");
    Target more = Target.resolved(Engine.POSTGRESQL, List.of(DEV, prod), List.of());

    assertThat(DriverOpinion.of(more, "jdbc:postgresql://prod/app", properties("u")))
        .isSameAs(more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://prod/app?propertiesTransform=a.B",
        "jdbc:mysql+srv://prod/app",
        "jdbc:mysql://prod/app?dnsSrv=true",
        "jdbc:postgresql://prod",
        "jdbc:mariadb:nonsense://prod/app",
        "jdbc:nonsense://prod/app"
      })
  void hasNoOpinionWhereAskingIsDangerousOrInVain(String url) {
    Target wrong = Target.resolved(Engine.MYSQL, List.of(DEV), List.of());

    assertThat(DriverOpinion.of(wrong, url, properties("u"))).isSameAs(wrong);
  }

  @Test
  void asksNobodyOfAnUnresolvedTargetOrInThisProcess() {
    Target unresolved = Target.unresolved(Engine.POSTGRESQL, "a socket factory");
    Target memory = Target.resolved(Engine.H2, List.of(Endpoint.inProcess("mem:x")), List.of());

    assertThat(DriverOpinion.of(unresolved, "jdbc:postgresql://prod/app", properties("u")))
        .isSameAs(unresolved);
    assertThat(DriverOpinion.of(memory, "jdbc:postgresql://prod/app", properties("u")))
        .isSameAs(memory);
  }

  @Test
  void doesNotShowTheDriverTheRealProperties() {
    Properties properties = properties("u");
    Target target = Target.resolved(Engine.MARIADB, List.of(DEV), List.of());

    DriverOpinion.of(target, "jdbc:mariadb://dev:1/app?database=x&user=other", properties);

    assertThat(properties).containsExactly(Map.entry("user", "u"));
  }

  @Test
  void leavesOtherDriversAlone() {
    Target target = Target.resolved(Engine.POSTGRESQL, List.of(DEV), List.of());

    assertThat(
            DriverOpinion.of(target, new Stranger(), "jdbc:postgresql://prod/app", properties("u")))
        .isSameAs(target);
  }

  private static Properties properties(String user) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    return properties;
  }

  /** A driver that must not be asked anything. */
  private static final class Stranger implements Driver {
    @Override
    public @Nullable Connection connect(String url, Properties info) {
      throw new AssertionError();
    }

    @Override
    public boolean acceptsURL(String url) {
      throw new AssertionError();
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      throw new AssertionError();
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }
}
