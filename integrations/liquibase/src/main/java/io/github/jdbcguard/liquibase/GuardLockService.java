package io.github.jdbcguard.liquibase;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.lockservice.StandardLockService;
import liquibase.statement.core.LockDatabaseChangeLogStatement;
import liquibase.statement.core.SelectFromDatabaseChangeLogLockStatement;
import liquibase.statement.core.UnlockDatabaseChangeLogStatement;

/**
 * Liquibase's lock, on guarded connections: takes it only where the guard lets it be given back as
 * well. Otherwise a confirmation of the one statement, but not of the other, would leave the
 * database locked.
 */
public final class GuardLockService extends StandardLockService {

  /** Before Liquibase's own, and behind those that need no table. */
  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  @Override
  public boolean supports(Database database) {
    return Guarded.connection(database).isPresent();
  }

  @Override
  public boolean acquireLock() throws LockException {
    Executor executor =
        Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", database);
    if (!hasChangeLogLock() && !(executor instanceof LoggingExecutor)) {
      try {
        rehearse(executor);
      } catch (DatabaseException e) {
        throw new LockException(e);
      }
    }
    return super.acquireLock();
  }

  /** Takes the lock if nobody has it, and gives it back, in a transaction that is rolled back. */
  private void rehearse(Executor executor) throws DatabaseException {
    DatabaseConnection connection = database.getConnection();
    database.rollback();
    init();
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      boolean locked =
          executor.queryForObject(
              new SelectFromDatabaseChangeLogLockStatement("LOCKED"), Boolean.class);
      if (!locked && executor.update(new LockDatabaseChangeLogStatement()) == 1) {
        executor.update(new UnlockDatabaseChangeLogStatement());
      }
    } finally {
      database.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }
}
