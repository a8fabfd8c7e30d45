package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** Finds where one statement of T-SQL ends: before the next verb that it does not ask for. */
final class TransactStatement {
  private final Statement batch;
  private final int start;
  private TransactVerb kind;
  private int cases;
  private boolean selected;
  private boolean set;
  private boolean rightsNamed;

  TransactStatement(Statement batch, int start) {
    this.batch = batch;
    this.start = start;
    this.kind = TransactVerb.at(batch, start);
  }

  /** One past its last token. */
  int end() {
    int i = batch.after(start);
    while (i < batch.to() && batch.symbol(i) != ';') {
      TransactVerb verb = TransactVerb.at(batch, i);
      rightsNamed |= batch.is(i, TO) || batch.is(i, FROM);
      cases += batch.is(i, CASE) ? 1 : 0;
      if (verb != TransactVerb.NONE && begins(verb, i)) {
        return i;
      }
      i = batch.after(i);
    }
    return i;
  }

  /** Whether the verb at {@code i} begins another statement. */
  private boolean begins(TransactVerb verb, int i) {
    if (namesRights() || batch.is(i - 1, WITH)) {
      return false;
    }
    return switch (verb) {
      case SELECT -> !belongs(i) && !selects(i);
      case INSERT, UPDATE, DELETE -> !belongs(i) && !changes(verb, i);
      case MERGE -> !batch.is(i + 1, JOIN) && !batch.textIs(i + 1, "range") && !leads(verb);
      case SET -> !sets(i);
      case DROP -> kind != TransactVerb.ALTER || !TransactParts.drops(batch, i + 1);
      case ALTER -> !batch.is(i - 1, OR) && !isAltering(i);
      case IF -> !isExistence(i);
      case ELSE -> cases == 0;
      case END -> !endsCase();
      case FETCH -> !batch.is(i - 1, ROW) && !batch.textIs(i - 1, "rows");
      case REVERT -> !batch.is(i - 1, NO);
      case EXECUTE, EXEC -> !(batch.is(i + 1, AS) && kind == TransactVerb.CREATE);
      case WITH, THROW -> false;
      case SEND -> batch.is(i + 1, ON) && batch.textIs(i + 2, "conversation");
      case MOVE, GET -> batch.textIs(i + 1, "conversation");
      case ENABLE, DISABLE -> switchesTrigger(i);
      case RECEIVE -> receives(i);
      case ADD -> batch.textIs(i + 1, "signature") || batch.textIs(i + 2, "signature");
      case NONE -> false;
      case CREATE,
          TRUNCATE,
          GRANT,
          REVOKE,
          DENY,
          BACKUP,
          RESTORE,
          DUMP,
          LOAD,
          DBCC,
          KILL,
          SHUTDOWN,
          USE,
          DECLARE,
          WHILE,
          BEGIN,
          COMMIT,
          ROLLBACK,
          SAVE,
          PRINT,
          RAISERROR,
          RETURN,
          WAITFOR,
          GOTO,
          BREAK,
          CONTINUE,
          BULK,
          OPEN,
          CLOSE,
          DEALLOCATE,
          CHECKPOINT,
          RECONFIGURE,
          SETUSER,
          READTEXT,
          WRITETEXT,
          UPDATETEXT ->
          true;
    };
  }

  /** Verbs before TO and FROM are rights there. */
  private boolean namesRights() {
    boolean rights =
        kind == TransactVerb.GRANT || kind == TransactVerb.REVOKE || kind == TransactVerb.DENY;
    return rights && !rightsNamed;
  }

  /** Behind a word that asks for a query or a change: {@code UNION SELECT}, {@code FOR UPDATE}. */
  private boolean belongs(int i) {
    return switch (batch.word(i - 1)) {
      case FOR -> true;
      case UNION, EXCEPT, INTERSECT -> batch.is(i, SELECT);
      case ALL -> batch.is(i, SELECT) && batch.is(i - 2, UNION);
      case THEN -> kind == TransactVerb.MERGE && !batch.is(i, SELECT);
      case ON -> isReferentialAction(i);
      default -> false;
    };
  }

  /** {@code ON DELETE CASCADE}; but {@code SET NOCOUNT ON DELETE t}. */
  private boolean isReferentialAction(int i) {
    boolean defines = kind == TransactVerb.CREATE || kind == TransactVerb.ALTER;
    boolean action =
        batch.textIs(i + 1, "cascade")
            || (batch.is(i + 1, NO) && batch.textIs(i + 2, "action"))
            || batch.is(i + 1, SET, NULL)
            || batch.is(i + 1, SET, DEFAULT);
    return defines && action && !batch.is(i, SELECT);
  }

  private boolean selects(int i) {
    boolean asked =
        !selected
            && (kind == TransactVerb.INSERT
                || kind == TransactVerb.WITH
                || (kind == TransactVerb.CREATE && (batch.is(i - 1, AS) || isViewWithCte()))
                || (kind == TransactVerb.ALTER && batch.is(i - 1, AS)));
    selected |= asked;
    lead(TransactVerb.SELECT);
    return asked;
  }

  private boolean isViewWithCte() {
    int as = batch.find(AS, start, batch.to());
    return as > 0 && batch.is(as + 1, WITH);
  }

  private boolean changes(TransactVerb verb, int i) {
    boolean event =
        (kind == TransactVerb.CREATE || kind == TransactVerb.ALTER)
            && (batch.textIs(i - 1, "after") || batch.textIs(i - 1, "before"));
    boolean bulk = kind == TransactVerb.BULK && batch.textIs(i - 1, "bulk");
    boolean tested = kind == TransactVerb.IF && batch.symbol(i + 1) == '(';
    return event || bulk || tested || leads(verb);
  }

  /** Whether it is the verb behind common table expressions. */
  private boolean leads(TransactVerb verb) {
    boolean leads = kind == TransactVerb.WITH;
    lead(verb);
    return leads;
  }

  private void lead(TransactVerb verb) {
    kind = kind == TransactVerb.WITH ? verb : kind;
  }

  private boolean sets(int i) {
    boolean action = batch.is(i - 1, UPDATE) || batch.is(i - 1, DELETE);
    boolean asked =
        kind == TransactVerb.UPDATE
            || (kind == TransactVerb.ALTER && TransactParts.sets(batch, start, i));
    boolean first = !set && asked;
    set |= first;
    return first || (action && (kind == TransactVerb.MERGE || kind == TransactVerb.ALTER));
  }

  private boolean switchesTrigger(int i) {
    boolean table = kind != TransactVerb.ALTER || TransactParts.namesTable(batch, i + 1);
    return batch.is(i + 1, TRIGGER) && table;
  }

  private boolean isAltering(int i) {
    return kind == TransactVerb.ALTER && batch.textIs(i + 1, "column");
  }

  /** {@code DROP TABLE IF EXISTS t}. */
  private boolean isExistence(int i) {
    boolean defines =
        kind == TransactVerb.DROP || kind == TransactVerb.ALTER || kind == TransactVerb.CREATE;
    int exists = batch.is(i + 1, NOT) ? i + 2 : i + 1;
    return defines && batch.is(exists, EXISTS) && batch.symbol(exists + 1) != '(';
  }

  private boolean endsCase() {
    boolean ends = cases > 0;
    cases -= ends ? 1 : 0;
    return ends;
  }

  private boolean receives(int i) {
    char before = batch.symbol(i - 1);
    boolean operand = before == 0 || before == ')';
    boolean columns =
        batch.is(i + 1, TOP)
            || batch.symbol(i + 1) == '*'
            || (batch.isName(i + 1) && batch.is(i + 1, NONE));
    return operand && columns && !batch.is(i - 1, AS) && !batch.is(i - 1, SELECT);
  }
}
