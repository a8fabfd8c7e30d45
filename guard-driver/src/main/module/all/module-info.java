module io.github.jdbcguard.driver {
  requires static io.opentelemetry.api;
  requires java.logging;
  requires java.naming;
  requires transitive java.sql;
  requires java.sql.rowset;

  exports io.github.jdbcguard.audit;
  exports io.github.jdbcguard.confirm;
  exports io.github.jdbcguard.driver;
  exports io.github.jdbcguard.policy;
  exports io.github.jdbcguard.server;
  exports io.github.jdbcguard.sql;
  exports io.github.jdbcguard.target;

  provides io.github.jdbcguard.shaded.slf4j.spi.SLF4JServiceProvider with
      io.github.jdbcguard.shaded.slf4j.jul.JULServiceProvider;
  provides java.sql.Driver with
      io.github.jdbcguard.driver.GuardDriver;

  uses io.github.jdbcguard.audit.AuditSinkProvider;
  uses io.github.jdbcguard.confirm.LedgerProvider;
  uses io.github.jdbcguard.shaded.slf4j.spi.SLF4JServiceProvider;
  uses java.sql.Driver;
}
