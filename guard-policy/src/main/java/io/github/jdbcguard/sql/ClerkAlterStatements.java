package io.github.jdbcguard.sql;

import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.statement.PurgeStatement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.alter.AlterDomain;
import net.sf.jsqlparser.statement.alter.AlterExpression;
import net.sf.jsqlparser.statement.alter.AlterExtension;
import net.sf.jsqlparser.statement.alter.AlterOperation;
import net.sf.jsqlparser.statement.alter.AlterPublication;
import net.sf.jsqlparser.statement.alter.AlterSubscription;
import net.sf.jsqlparser.statement.alter.AlterSystemStatement;
import net.sf.jsqlparser.statement.alter.AlterType;
import net.sf.jsqlparser.statement.alter.RenameTableStatement;
import net.sf.jsqlparser.statement.alter.sequence.AlterSequence;
import net.sf.jsqlparser.statement.comment.Comment;
import net.sf.jsqlparser.statement.create.event.AlterEvent;
import net.sf.jsqlparser.statement.create.user.CreateUser;
import net.sf.jsqlparser.statement.create.view.AlterView;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.grant.AlterDefaultPrivileges;
import net.sf.jsqlparser.statement.grant.Grant;
import net.sf.jsqlparser.statement.grant.Revoke;
import net.sf.jsqlparser.statement.role.AlterRole;
import net.sf.jsqlparser.statement.role.CreateRole;
import org.jspecify.annotations.Nullable;

/** Statements that alter, drop, or give and take rights: the third of four classes. */
abstract class ClerkAlterStatements extends ClerkCreateStatements {
  ClerkAlterStatements(ClerkFindings findings) {
    super(findings);
  }

  @Override
  public <S> ClerkFindings visit(Alter alter, S context) {
    findings.change(Operation.ALTER, alter.getTable());
    return rowsLost(alter.getAlterExpressions());
  }

  @Override
  public <S> ClerkFindings visit(AlterView alter, S context) {
    return findings.change(Operation.ALTER, alter.getView());
  }

  @Override
  public <S> ClerkFindings visit(AlterEvent alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterSequence alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(RenameTableStatement rename, S context) {
    rename.getTableNames().forEach(entry -> findings.changes(entry.getKey()));
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterSystemStatement alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterType alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterDomain alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterExtension alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterPublication alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(AlterSubscription alter, S context) {
    return findings.operation(Operation.ALTER);
  }

  @Override
  public <S> ClerkFindings visit(Comment comment, S context) {
    return findings.change(Operation.ALTER, comment.getTable()).changes(comment.getView());
  }

  /** Only tables and views are named; the names of functions, users and so on are not tables. */
  @Override
  public <S> ClerkFindings visit(Drop drop, S context) {
    findings.operation(Operation.DROP);
    String type = String.valueOf(drop.getType()).toUpperCase(Locale.ROOT);
    if (type.endsWith("TABLE") || type.endsWith("VIEW")) {
      drop.getNames().forEach(findings::changes);
    }
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(PurgeStatement purge, S context) {
    return findings.operation(Operation.DROP);
  }

  @Override
  public <S> ClerkFindings visit(CreateUser grant, S context) {
    return findings.operation(Operation.GRANT);
  }

  @Override
  public <S> ClerkFindings visit(Grant grant, S context) {
    return findings.operation(Operation.GRANT);
  }

  @Override
  public <S> ClerkFindings visit(Revoke grant, S context) {
    return findings.operation(Operation.GRANT);
  }

  @Override
  public <S> ClerkFindings visit(AlterDefaultPrivileges grant, S context) {
    return findings.operation(Operation.GRANT);
  }

  @Override
  public <S> ClerkFindings visit(CreateRole grant, S context) {
    return findings.operation(Operation.GRANT);
  }

  @Override
  public <S> ClerkFindings visit(AlterRole grant, S context) {
    return findings.operation(Operation.GRANT);
  }

  /** A partition that goes takes its rows with it, as TRUNCATE and DROP do. */
  private ClerkFindings rowsLost(@Nullable List<AlterExpression> expressions) {
    if (expressions == null) {
      return findings;
    }
    for (AlterExpression expression : expressions) {
      if (expression.getOperation() == AlterOperation.TRUNCATE_PARTITION) {
        findings.operation(Operation.TRUNCATE);
      } else if (expression.getOperation() == AlterOperation.DROP_PARTITION) {
        findings.operation(Operation.DROP);
      }
    }
    return findings;
  }
}
