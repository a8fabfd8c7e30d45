package io.github.jdbcguard.sql;

import net.sf.jsqlparser.statement.Commit;
import net.sf.jsqlparser.statement.DeclareStatement;
import net.sf.jsqlparser.statement.DescribeStatement;
import net.sf.jsqlparser.statement.DoStatement;
import net.sf.jsqlparser.statement.ResetStatement;
import net.sf.jsqlparser.statement.RollbackStatement;
import net.sf.jsqlparser.statement.SavepointStatement;
import net.sf.jsqlparser.statement.SessionStatement;
import net.sf.jsqlparser.statement.SetIdentityInsertStatement;
import net.sf.jsqlparser.statement.SetStatement;
import net.sf.jsqlparser.statement.ShowColumnsStatement;
import net.sf.jsqlparser.statement.ShowStatement;
import net.sf.jsqlparser.statement.StatementVisitor;
import net.sf.jsqlparser.statement.UnsupportedStatement;
import net.sf.jsqlparser.statement.UseStatement;
import net.sf.jsqlparser.statement.alter.AlterSession;
import net.sf.jsqlparser.statement.analyze.Analyze;
import net.sf.jsqlparser.statement.execute.Execute;
import net.sf.jsqlparser.statement.export.Export;
import net.sf.jsqlparser.statement.lock.LockStatement;
import net.sf.jsqlparser.statement.oracle.OracleAssignment;
import net.sf.jsqlparser.statement.oracle.OracleNullStatement;
import net.sf.jsqlparser.statement.refresh.RefreshMaterializedViewStatement;
import net.sf.jsqlparser.statement.show.ShowIndexStatement;
import net.sf.jsqlparser.statement.show.ShowTablesStatement;

/**
 * Statements that tell nothing beyond what the lexer knows: the first of four classes that answer
 * for every kind of statement there is.
 *
 * <p>A kind that a later JSqlParser adds stays abstract through all four and stops the build; where
 * JSqlParser adds it with a default answer, a test stops it.
 */
abstract class ClerkQuietStatements implements StatementVisitor<ClerkFindings> {
  final ClerkFindings findings;

  ClerkQuietStatements(ClerkFindings findings) {
    this.findings = findings;
  }

  @Override
  public <S> ClerkFindings visit(Analyze statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(SavepointStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(RollbackStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(Commit statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(RefreshMaterializedViewStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(Execute statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(SetStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(ResetStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(ShowColumnsStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(ShowIndexStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(ShowTablesStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(UseStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(DescribeStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(ShowStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(DeclareStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(AlterSession statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(UnsupportedStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(SessionStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(Export statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(LockStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(DoStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(SetIdentityInsertStatement statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(OracleAssignment statement, S context) {
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(OracleNullStatement statement, S context) {
    return findings;
  }
}
