package io.github.jdbcguard.liquibase;

import io.github.jdbcguard.driver.GuardConnection;
import java.sql.Connection;
import java.sql.SQLException;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import org.jspecify.annotations.Nullable;

/**
 * Names the changeset that runs to the guard, for the audit, refusals and requests for approval,
 * and takes the name back after it.
 */
final class ChangeNames extends AbstractChangeExecListener {
  private final Connection connection;

  /**
   * Names changesets.
   *
   * @param connection a guarded one
   */
  ChangeNames(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void willRun(
      ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, RunStatus status) {
    name(changeSet);
  }

  /** Each change names its changeset again, for a precondition may have failed with a warning. */
  @Override
  public void willRun(
      Change change, ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
    name(changeSet);
  }

  @Override
  public void ran(
      ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, ExecType type) {
    takeBack();
  }

  @Override
  public void runFailed(
      ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception failure) {
    takeBack();
  }

  @Override
  public void preconditionFailed(PreconditionFailedException failure, FailOption option) {
    takeBack();
  }

  @Override
  public void preconditionErrored(PreconditionErrorException failure, ErrorOption option) {
    takeBack();
  }

  @Override
  public void willRollback(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
    name(changeSet);
  }

  @Override
  public void rolledBack(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
    takeBack();
  }

  @Override
  public void rollbackFailed(
      ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception failure) {
    takeBack();
  }

  /** Ends what was named last; of a changeset that is skipped, Liquibase does not tell the end. */
  void takeBack() {
    set(null);
  }

  private void name(ChangeSet changeSet) {
    CheckSum stored = changeSet.getStoredCheckSum();
    CheckSum checkSum =
        stored == null ? changeSet.generateCheckSum(ChecksumVersion.latest()) : stored;
    set("liquibase %s checksum %s".formatted(changeSet.toString(false), checkSum));
  }

  private void set(@Nullable String change) {
    try {
      if (!connection.isClosed()) {
        connection.setClientInfo(GuardConnection.CHANGE, change);
      }
    } catch (SQLException e) {
      throw new UnexpectedLiquibaseException(e);
    }
  }
}
