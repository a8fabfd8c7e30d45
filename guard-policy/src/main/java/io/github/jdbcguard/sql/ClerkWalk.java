package io.github.jdbcguard.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.upsert.Upsert;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * A walk over a whole statement, down to the last subquery, that notes tables and nested changes.
 *
 * <p>What a statement is by itself, {@link ClerkStatements} says. Parts of a statement come before
 * the statement, so that tables are noted in the order in which they are changed.
 */
final class ClerkWalk extends TablesNamesFinder<Void> {
  private final ClerkFindings findings;
  private final ClerkStatements statements;
  private final List<String> seen = new ArrayList<>();
  private boolean planOnly;

  ClerkWalk(ClerkFindings findings) {
    this.findings = findings;
    this.statements = new ClerkStatements(findings);
  }

  void over(Statement statement) {
    try {
      Set<String> tables = getTables(statement);
      seen.stream().filter(tables::contains).forEach(findings::read);
    } catch (RuntimeException unsupported) {
      // JSqlParser cannot list the tables of every statement; what was found until here stands
    }
    statement.accept(statements, null);
  }

  @Override
  protected String extractTableName(Table table) {
    String name = table.getFullyQualifiedName();
    seen.add(name);
    return name;
  }

  @Override
  public <S> Void visit(Insert insert, S context) {
    super.visit(insert, context);
    return note(insert);
  }

  @Override
  public <S> Void visit(Update update, S context) {
    super.visit(update, context);
    return note(update);
  }

  @Override
  public <S> Void visit(Delete delete, S context) {
    super.visit(delete, context);
    return note(delete);
  }

  @Override
  public <S> Void visit(Merge merge, S context) {
    super.visit(merge, context);
    return note(merge);
  }

  @Override
  public <S> Void visit(Upsert upsert, S context) {
    super.visit(upsert, context);
    return note(upsert);
  }

  @Override
  public <S> Void visit(PlainSelect select, S context) {
    super.visit(select, context);
    return note(select);
  }

  @Override
  public <S> Void visit(ExplainStatement explain, S context) {
    boolean before = planOnly;
    planOnly = !ClerkStatements.executes(explain);
    try {
      return super.visit(explain, context);
    } finally {
      planOnly = before;
    }
  }

  /** What is dropped is no table that is read: it may be a function or a schema. */
  @Override
  public <S> Void visit(Drop drop, S context) {
    return note(drop);
  }

  private Void note(Statement statement) {
    if (!planOnly) {
      statement.accept(statements, null);
    }
    return null;
  }
}
