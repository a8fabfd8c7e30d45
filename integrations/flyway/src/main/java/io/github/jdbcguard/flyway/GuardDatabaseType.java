package io.github.jdbcguard.flyway;

import io.github.jdbcguard.driver.GuardDriver;
import io.github.jdbcguard.driver.GuardUrl;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code jdbc:guard:} URLs and names the guard as their driver. All else that Flyway asks
 * about a URL is answered by Flyway's own type for what is behind the guard; and a connection is
 * handled by that type alone, since Flyway knows it by the product.
 */
public final class GuardDatabaseType extends BaseDatabaseType {
  /**
   * The type behind the URL that this thread asked about last: Flyway names the URL first, and then
   * asks about passwords and properties without it. A data source is made on one thread.
   */
  private static final ThreadLocal<Reference<DatabaseType>> ASKED = new ThreadLocal<>();

  /** For Flyway, which finds plugins as services. */
  public GuardDatabaseType() {}

  /** A URL behind the guard, and Flyway's own type for it. */
  private record Inner(String url, DatabaseType type) {}

  private static Inner inner(String guardedUrl) {
    return find(guardedUrl)
        .orElseThrow(() -> new FlywayException("not a URL of the guard, or of no database"));
  }

  private static Optional<Inner> find(String url) {
    Optional<Inner> found =
        parse(url)
            .flatMap(
                guarded -> typeOf(guarded.innerUrl()).map(t -> new Inner(guarded.innerUrl(), t)));
    found.ifPresent(inner -> ASKED.set(new WeakReference<>(inner.type())));
    return found;
  }

  private static Optional<GuardUrl> parse(String url) {
    try {
      return GuardUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new FlywayException(e.getMessage(), e);
    }
  }

  private static Optional<DatabaseType> typeOf(String url) {
    List<?> types = DatabaseTypeRegister.getDatabaseTypesForUrl(url, null);
    return types.stream()
        .filter(DatabaseType.class::isInstance)
        .map(DatabaseType.class::cast)
        .findFirst();
  }

  private static Optional<DatabaseType> asked() {
    return Optional.ofNullable(ASKED.get()).map(Reference::get);
  }

  @Override
  public String getName() {
    return "JDBC Guard";
  }

  /** None: who names an engine means the one behind the guard. */
  @Override
  public List<String> getSupportedEngines() {
    return List.of();
  }

  @Override
  public boolean handlesJDBCUrl(String url) {
    return find(url).isPresent();
  }

  @Override
  public String getDriverClass(String url, ClassLoader classLoader) {
    inner(url); // the next questions are about it, and do not say so
    return GuardDriver.class.getName();
  }

  @Override
  public Pattern getJDBCCredentialsPattern() {
    return asked()
        .map(type -> guarded(type.getJDBCCredentialsPattern()))
        .orElseGet(super::getJDBCCredentialsPattern);
  }

  @Override
  public List<Pattern> getJDBCCredentialsPatterns() {
    return asked()
        .map(DatabaseType::getJDBCCredentialsPatterns)
        .orElseGet(super::getJDBCCredentialsPatterns)
        .stream()
        .map(GuardDatabaseType::guarded)
        .toList();
  }

  /** Some patterns, as Oracle's, begin with the start of the URL. */
  private static Pattern guarded(Pattern pattern) {
    String text = pattern.pattern();
    int start = text.startsWith("^") ? 1 : 0;
    return text.startsWith("jdbc:", start)
        ? Pattern.compile(
            text.substring(0, start)
                + GuardUrl.PREFIX_AND_EXPECTATION
                + text.substring(start + "jdbc:".length()),
            pattern.flags())
        : pattern;
  }

  @Override
  public void setDefaultConnectionProps(String url, Properties props, ClassLoader classLoader) {
    Inner inner = inner(url);
    inner.type().setDefaultConnectionProps(inner.url(), props, classLoader);
  }

  @Override
  public void setConfigConnectionProps(
      @Nullable Configuration config, Properties props, ClassLoader classLoader) {
    asked().ifPresent(type -> type.setConfigConnectionProps(config, props, classLoader));
  }

  @Override
  public void setOverridingConnectionProps(Map<String, String> props) {
    asked().ifPresent(type -> type.setOverridingConnectionProps(props));
  }

  /** Of newer versions. */
  @Override
  public void setOverridingConnectionProps(String url, Map<String, String> props) {
    Inner inner = inner(url);
    inner.type().setOverridingConnectionProps(inner.url(), props);
  }

  /** Of newer versions. */
  @Override
  public void setEarlyConnectionProps() {
    asked().ifPresent(DatabaseType::setEarlyConnectionProps);
  }

  /** With the guarded URL: the driver that it is for is the guard's. */
  @Override
  public void shutdownDatabase(String url, Driver driver) {
    inner(url).type().shutdownDatabase(url, driver);
  }

  @Override
  @SuppressWarnings("deprecation") // older versions ask it
  public boolean detectUserRequiredByUrl(String url) {
    Inner inner = inner(url);
    return inner.type().detectUserRequiredByUrl(inner.url());
  }

  @Override
  @SuppressWarnings("deprecation") // older versions ask it
  public boolean detectPasswordRequiredByUrl(String url) {
    Inner inner = inner(url);
    return inner.type().detectPasswordRequiredByUrl(inner.url());
  }

  @Override
  public boolean externalAuthPropertiesRequired(String url, String username, String password) {
    Inner inner = inner(url);
    return inner.type().externalAuthPropertiesRequired(inner.url(), username, password);
  }

  @Override
  public Properties getExternalAuthProperties(String url, String username) {
    Inner inner = inner(url);
    return inner.type().getExternalAuthProperties(inner.url(), username);
  }

  /** Of newer versions. */
  @Override
  public Properties getExternalAuthProperties(
      @Nullable Configuration config, String url, String username) {
    Inner inner = inner(url);
    return inner.type().getExternalAuthProperties(config, inner.url(), username);
  }

  @Override
  public boolean handlesDatabaseProductNameAndVersion(
      String databaseProductName, String databaseProductVersion, Connection connection) {
    return false;
  }

  @Override
  public int getNullType() {
    throw ofNoConnection();
  }

  @Override
  public Database<?> createDatabase(
      Configuration configuration,
      JdbcConnectionFactory jdbcConnectionFactory,
      StatementInterceptor statementInterceptor) {
    throw ofNoConnection();
  }

  @Override
  public Parser createParser(
      Configuration configuration,
      ResourceProvider resourceProvider,
      ParsingContext parsingContext) {
    throw ofNoConnection();
  }

  private static UnsupportedOperationException ofNoConnection() {
    return new UnsupportedOperationException(
        "a guarded connection is handled by Flyway's own type of its database");
  }
}
