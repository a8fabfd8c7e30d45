module io.github.jdbcguard.driver {
  requires transitive io.github.jdbcguard.policy;
  requires static io.opentelemetry.api;
  requires java.naming;
  requires transitive java.sql;
  requires java.sql.rowset;
  requires static org.jspecify;
  requires org.slf4j;

  exports io.github.jdbcguard.audit;
  exports io.github.jdbcguard.confirm;
  exports io.github.jdbcguard.driver;
  exports io.github.jdbcguard.server;

  provides java.sql.Driver with
      io.github.jdbcguard.driver.GuardDriver;

  uses io.github.jdbcguard.audit.AuditSinkProvider;
  uses io.github.jdbcguard.confirm.LedgerProvider;
  uses java.sql.Driver;
}
