module io.github.jdbcguard.policy {
  requires net.sf.jsqlparser;
  requires static org.jspecify;
  requires org.snakeyaml.engine;

  exports io.github.jdbcguard.policy;
  exports io.github.jdbcguard.policy.file;
  exports io.github.jdbcguard.policy.review;
  exports io.github.jdbcguard.sql;
  exports io.github.jdbcguard.target;
}
