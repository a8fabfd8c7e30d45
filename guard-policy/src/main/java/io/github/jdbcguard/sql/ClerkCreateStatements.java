package io.github.jdbcguard.sql;

import net.sf.jsqlparser.statement.CreateFunctionalStatement;
import net.sf.jsqlparser.statement.create.database.CreateDatabase;
import net.sf.jsqlparser.statement.create.domain.CreateDomain;
import net.sf.jsqlparser.statement.create.event.CreateEvent;
import net.sf.jsqlparser.statement.create.extension.CreateExtension;
import net.sf.jsqlparser.statement.create.index.CreateIndex;
import net.sf.jsqlparser.statement.create.policy.CreatePolicy;
import net.sf.jsqlparser.statement.create.publication.CreatePublication;
import net.sf.jsqlparser.statement.create.schema.CreateSchema;
import net.sf.jsqlparser.statement.create.sequence.CreateSequence;
import net.sf.jsqlparser.statement.create.subscription.CreateSubscription;
import net.sf.jsqlparser.statement.create.synonym.CreateSynonym;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.trigger.CreateTrigger;
import net.sf.jsqlparser.statement.create.type.CreateType;
import net.sf.jsqlparser.statement.create.view.CreateView;

/** Statements that create: the second of four classes. */
abstract class ClerkCreateStatements extends ClerkQuietStatements {
  ClerkCreateStatements(ClerkFindings findings) {
    super(findings);
  }

  @Override
  public <S> ClerkFindings visit(CreateIndex create, S context) {
    return findings.change(Operation.CREATE, create.getTable());
  }

  @Override
  public <S> ClerkFindings visit(CreateSchema create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateDatabase create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateEvent create, S context) {
    return findings.operation(Operation.CREATE);
  }

  /** With OR REPLACE, a table of that name is dropped first. */
  @Override
  public <S> ClerkFindings visit(CreateTable create, S context) {
    findings.change(Operation.CREATE, create.getTable());
    return create.isOrReplace() ? findings.operation(Operation.DROP) : findings;
  }

  @Override
  public <S> ClerkFindings visit(CreateTrigger create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateView create, S context) {
    return findings.change(Operation.CREATE, create.getView());
  }

  @Override
  public <S> ClerkFindings visit(CreateSequence create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateFunctionalStatement create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateSynonym create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreatePolicy create, S context) {
    return findings.change(Operation.CREATE, create.getTable());
  }

  @Override
  public <S> ClerkFindings visit(CreateType create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateDomain create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateExtension create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreatePublication create, S context) {
    return findings.operation(Operation.CREATE);
  }

  @Override
  public <S> ClerkFindings visit(CreateSubscription create, S context) {
    return findings.operation(Operation.CREATE);
  }
}
