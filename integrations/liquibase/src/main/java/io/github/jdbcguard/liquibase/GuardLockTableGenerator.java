package io.github.jdbcguard.liquibase;

import java.util.Arrays;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.AbstractSqlGenerator;
import liquibase.statement.core.InitializeDatabaseChangeLogLockTableStatement;

/**
 * Fills the table of Liquibase's lock, once it was created, as Liquibase does: deletes, and writes
 * one row. Deletes no more than that row, which comes to the same. A DELETE without a condition
 * destroys, as the guard sees it, and needs a confirmation where nothing else of Liquibase does.
 */
public final class GuardLockTableGenerator
    extends AbstractSqlGenerator<InitializeDatabaseChangeLogLockTableStatement> {

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE;
  }

  @Override
  public ValidationErrors validate(
      InitializeDatabaseChangeLogLockTableStatement statement,
      Database database,
      SqlGeneratorChain<InitializeDatabaseChangeLogLockTableStatement> others) {
    return others.validate(statement, database);
  }

  @Override
  public Sql[] generateSql(
      InitializeDatabaseChangeLogLockTableStatement statement,
      Database database,
      SqlGeneratorChain<InitializeDatabaseChangeLogLockTableStatement> others) {
    Sql[] all = others.generateSql(statement, database);
    // Not in 'supports', whose answer Liquibase keeps for all databases of one kind.
    return Guarded.connection(database).isPresent()
        ? Arrays.stream(all).map(GuardLockTableGenerator::ofOneRow).toArray(Sql[]::new)
        : all;
  }

  private static Sql ofOneRow(Sql sql) {
    String text = sql.toSql();
    boolean unconditional = text.startsWith("DELETE FROM ") && !text.contains(" WHERE ");
    return unconditional ? new UnparsedSql(text + " WHERE ID = 1", sql.getEndDelimiter()) : sql;
  }
}
