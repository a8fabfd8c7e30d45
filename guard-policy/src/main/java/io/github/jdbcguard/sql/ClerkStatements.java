package io.github.jdbcguard.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Block;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.IfElseStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.imprt.Import;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertBulk;
import net.sf.jsqlparser.statement.insert.ParenthesedInsert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.upsert.Upsert;
import org.jspecify.annotations.Nullable;

/** What each statement is by itself: the last of four classes, this one for changes of rows. */
final class ClerkStatements extends ClerkAlterStatements {
  private static final Set<String> OFF = Set.of("false", "off", "0", "no", "f", "n");

  ClerkStatements(ClerkFindings findings) {
    super(findings);
  }

  /** Whether EXPLAIN runs what it explains. */
  static boolean executes(ExplainStatement explain) {
    ExplainStatement.Option analyze = explain.getOption(ExplainStatement.OptionType.ANALYZE);
    if (analyze == null) {
      return "ANALYZE".equalsIgnoreCase(explain.getKeyword());
    }
    return analyze.getValue() == null
        || !OFF.contains(analyze.getValue().strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public <S> ClerkFindings visit(Insert insert, S context) {
    findings.change(Operation.INSERT, insert.getTable());
    boolean updates =
        insert.getDuplicateAction() != null
            || (insert.getConflictAction() != null
                && insert.getConflictAction().getConflictActionType()
                    == ConflictActionType.DO_UPDATE);
    return updates ? findings.operation(Operation.UPDATE) : findings;
  }

  @Override
  public <S> ClerkFindings visit(ParenthesedInsert insert, S context) {
    return visit(insert.getInsert(), context);
  }

  @Override
  public <S> ClerkFindings visit(InsertBulk insert, S context) {
    return findings.change(Operation.INSERT, insert.getTable());
  }

  @Override
  public <S> ClerkFindings visit(Import load, S context) {
    return findings.change(Operation.INSERT, load.getTable());
  }

  /** INSERT OR REPLACE, REPLACE and UPSERT: where the row is there already, it changes. */
  @Override
  public <S> ClerkFindings visit(Upsert upsert, S context) {
    return findings.change(Operation.INSERT, upsert.getTable()).operation(Operation.UPDATE);
  }

  @Override
  public <S> ClerkFindings visit(Update update, S context) {
    List<FromItem> sources = sources(update.getFromItem(), update.getJoins());
    findings.change(Operation.UPDATE, named(update.getTable(), sources));
    for (FromItem joined : sources(null, update.getStartJoins())) {
      if (joined instanceof Table table) {
        findings.changes(table);
      }
    }
    return whole(update.getWhere(), Operation.UPDATE_ALL);
  }

  @Override
  public <S> ClerkFindings visit(ParenthesedUpdate update, S context) {
    return visit(update.getUpdate(), context);
  }

  @Override
  public <S> ClerkFindings visit(Delete delete, S context) {
    findings.operation(Operation.DELETE);
    if (delete.getTables() == null || delete.getTables().isEmpty()) {
      findings.changes(delete.getTable());
    } else {
      List<FromItem> sources = sources(delete.getTable(), delete.getJoins());
      delete.getTables().forEach(table -> findings.changes(named(table, sources)));
    }
    return whole(delete.getWhere(), Operation.DELETE_ALL);
  }

  @Override
  public <S> ClerkFindings visit(ParenthesedDelete delete, S context) {
    return visit(delete.getDelete(), context);
  }

  @Override
  public <S> ClerkFindings visit(Merge merge, S context) {
    findings.change(Operation.MERGE, merge.getTable());
    if (merge.getOperations() != null) {
      merge.getOperations().forEach(part -> findings.operation(operation(part)));
    }
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(Truncate truncate, S context) {
    findings.change(Operation.TRUNCATE, truncate.getTables());
    return findings.changes(truncate.getTable());
  }

  @Override
  public <S> ClerkFindings visit(Select select, S context) {
    if (!(select instanceof PlainSelect plain)) {
      return findings;
    }
    if (plain.getIntoTables() != null && !plain.getIntoTables().isEmpty()) {
      findings.change(Operation.CREATE, plain.getIntoTables());
    }
    return plain.getIntoTempTable() == null
        ? findings
        : findings.change(Operation.CREATE, plain.getIntoTempTable());
  }

  @Override
  public <S> ClerkFindings visit(ExplainStatement explain, S context) {
    return executes(explain) ? into(explain.getStatement()) : findings;
  }

  @Override
  public <S> ClerkFindings visit(Statements statements, S context) {
    statements.forEach(this::into);
    return findings;
  }

  @Override
  public <S> ClerkFindings visit(Block block, S context) {
    return block.getStatements() == null ? findings : visit(block.getStatements(), context);
  }

  @Override
  public <S> ClerkFindings visit(IfElseStatement branch, S context) {
    into(branch.getIfStatement());
    return into(branch.getElseStatement());
  }

  private ClerkFindings into(@Nullable Statement statement) {
    return statement == null ? findings : statement.accept(this, null);
  }

  private ClerkFindings whole(@Nullable Expression where, Operation operation) {
    return where == null || ClerkCondition.alwaysTrue(where)
        ? findings.operation(operation)
        : findings;
  }

  private static Operation operation(MergeOperation part) {
    if (part instanceof MergeDelete) {
      return Operation.DELETE;
    }
    return part instanceof MergeInsert ? Operation.INSERT : Operation.UPDATE;
  }

  private static List<FromItem> sources(@Nullable FromItem first, @Nullable List<Join> joins) {
    List<FromItem> sources = new ArrayList<>();
    if (first != null) {
      sources.add(first);
    }
    if (joins != null) {
      joins.forEach(join -> sources.add(join.getFromItem()));
    }
    return sources;
  }

  /** The table itself where a statement names its target by the alias that a source has. */
  private static Table named(Table target, List<FromItem> sources) {
    for (FromItem source : sources) {
      boolean meant =
          source instanceof Table
              && source.getAlias() != null
              && source.getAlias().getName().equalsIgnoreCase(target.getName());
      if (meant) {
        return (Table) source;
      }
    }
    return target;
  }
}
