package io.github.jdbcguard.server;

import io.github.jdbcguard.target.Engine;
import java.util.Optional;

/** How each engine is asked for the privileges to write: each row names one way. */
final class PrivilegeQuestion {
  /**
   * PostgreSQL manual, "Access Privilege Inquiry Functions": of several privileges any is enough.
   * Roles that the user could switch to count as well.
   */
  private static final String POSTGRESQL =
      """
      SELECT 'superuser, or a role that can become one' FROM pg_catalog.pg_roles r
        WHERE r.rolsuper AND pg_catalog.pg_has_role(CURRENT_USER, r.oid, 'MEMBER')
        HAVING pg_catalog.count(*) > 0
      UNION ALL SELECT 'owner of the database' FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database()
        AND pg_catalog.pg_has_role(CURRENT_USER, d.datdba, 'MEMBER')
      UNION ALL SELECT 'INSERT, UPDATE, DELETE or TRUNCATE on tables: '
          || pg_catalog.count(DISTINCT c.oid) || ', such as '
          || pg_catalog.min(n.nspname || '.' || c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_roles r ON pg_catalog.pg_has_role(CURRENT_USER, r.oid, 'MEMBER')
        WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname <> 'information_schema'
        AND n.nspname NOT LIKE 'pg\\_%' AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
        AND (pg_catalog.has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
          OR pg_catalog.has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE'))
        HAVING pg_catalog.count(*) > 0
      UNION ALL SELECT 'CREATE in schemas: ' || pg_catalog.count(DISTINCT n.oid) || ', such as '
          || pg_catalog.min(n.nspname)
        FROM pg_catalog.pg_namespace n
        JOIN pg_catalog.pg_roles r ON pg_catalog.pg_has_role(CURRENT_USER, r.oid, 'MEMBER')
        WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
        AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'CREATE')
        HAVING pg_catalog.count(*) > 0
      UNION ALL SELECT 'CREATE on the database'
        FROM pg_catalog.pg_roles r WHERE pg_catalog.pg_has_role(CURRENT_USER, r.oid, 'MEMBER')
        AND pg_catalog.has_database_privilege(r.oid, pg_catalog.current_database(), 'CREATE')
        HAVING pg_catalog.count(*) > 0""";

  /** SQL Server documentation, fn_my_permissions and HAS_PERMS_BY_NAME. */
  private static final String SQLSERVER =
      """
      SELECT 'sysadmin' WHERE IS_SRVROLEMEMBER('sysadmin') = 1
      UNION ALL SELECT permission_name + ' on the database'
        FROM fn_my_permissions(NULL, 'DATABASE')
        WHERE permission_name IN
          ('CONTROL', 'ALTER', 'INSERT', 'UPDATE', 'DELETE', 'EXECUTE', 'CREATE TABLE')
      UNION ALL SELECT 'INSERT, UPDATE or DELETE on tables: ' + CONVERT(varchar(12), COUNT(*))
          + ', such as ' + MIN(t.name)
        FROM (SELECT name, QUOTENAME(OBJECT_SCHEMA_NAME(object_id)) + '.' + QUOTENAME(name) AS whole
            FROM sys.objects WHERE type IN ('U', 'V')) t
        WHERE HAS_PERMS_BY_NAME(t.whole, 'OBJECT', 'INSERT') = 1
        OR HAS_PERMS_BY_NAME(t.whole, 'OBJECT', 'UPDATE') = 1
        OR HAS_PERMS_BY_NAME(t.whole, 'OBJECT', 'DELETE') = 1
        HAVING COUNT(*) > 0""";

  /** Oracle Database reference, SESSION_PRIVS, USER_TABLES and ALL_TAB_PRIVS. */
  private static final String ORACLE =
      """
      SELECT privilege FROM session_privs WHERE privilege IN
        ('INSERT ANY TABLE', 'UPDATE ANY TABLE', 'DELETE ANY TABLE', 'DROP ANY TABLE',
        'ALTER ANY TABLE', 'CREATE ANY TABLE', 'CREATE TABLE', 'EXECUTE ANY PROCEDURE')
      UNION ALL SELECT 'owner of tables: ' || COUNT(*) || ', such as ' || MIN(table_name)
        FROM user_tables HAVING COUNT(*) > 0
      UNION ALL SELECT 'INSERT, UPDATE or DELETE on tables: ' || COUNT(*) || ', such as '
          || MIN(table_name)
        FROM all_tab_privs WHERE privilege IN ('INSERT', 'UPDATE', 'DELETE', 'ALTER')
        AND grantee IN (SELECT USER FROM DUAL UNION ALL SELECT 'PUBLIC' FROM DUAL
          UNION ALL SELECT role FROM session_roles)
        AND table_schema NOT IN ('SYS', 'SYSTEM') HAVING COUNT(*) > 0""";

  /** Whoever is no administrator is not told of roles, nor of rights on whole schemas. */
  private static final String H2 =
      """
      SELECT 'administrator' FROM INFORMATION_SCHEMA.USERS
        WHERE USER_NAME = CURRENT_USER AND IS_ADMIN
      UNION ALL SELECT PRIVILEGE_TYPE || ' on ' || TABLE_SCHEMA || '.' || TABLE_NAME
        FROM INFORMATION_SCHEMA.TABLE_PRIVILEGES
        WHERE GRANTEE = CURRENT_USER AND PRIVILEGE_TYPE <> 'SELECT'""";

  private PrivilegeQuestion() {}

  /** None where privileges are unknown: there are none, or nobody knows how to ask. */
  static Optional<String> of(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE -> Optional.of(POSTGRESQL);
      case MYSQL, MARIADB -> Optional.of("SHOW GRANTS");
      case SQLSERVER -> Optional.of(SQLSERVER);
      case ORACLE -> Optional.of(ORACLE);
      case H2 -> Optional.of(H2);
      case SQLITE, REDSHIFT, DB2, HSQLDB, DERBY, DUCKDB -> Optional.empty();
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> Optional.empty();
    };
  }
}
