package io.github.jdbcguard.sql;

import java.util.Arrays;
import java.util.List;

/**
 * The words that begin a statement of T-SQL. Up to {@link #UPDATETEXT} they are reserved: without
 * quotes they are never names, and begin a statement wherever the one before does not ask for them.
 */
enum TransactVerb {
  SELECT,
  WITH,
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  EXEC,
  EXECUTE,
  CREATE,
  ALTER,
  DROP,
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
  SET,
  IF,
  ELSE,
  WHILE,
  BEGIN,
  END,
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
  FETCH,
  DEALLOCATE,
  CHECKPOINT,
  RECONFIGURE,
  REVERT,
  SETUSER,
  READTEXT,
  WRITETEXT,
  UPDATETEXT,
  THROW,
  SEND,
  RECEIVE,
  MOVE,
  GET,
  ENABLE,
  DISABLE,
  ADD,
  /** Any other word, or none. */
  NONE;

  private static final List<String> NAMES =
      Arrays.stream(values()).filter(verb -> verb != NONE).map(Enum::name).toList();
  private static final WordTable TABLE = new WordTable(NAMES);
  private static final TransactVerb[] BY_SLOT = bySlot();
  private static final int LONGEST = 11;

  private static TransactVerb[] bySlot() {
    TransactVerb[] result = new TransactVerb[TABLE.size()];
    Arrays.fill(result, NONE);
    for (String name : NAMES) {
      result[TABLE.slotOf(name, 0, name.length())] = valueOf(name);
    }
    return result;
  }

  /** Whether it is no name unless it is quoted. */
  boolean isReserved() {
    return compareTo(UPDATETEXT) <= 0;
  }

  /** The verb at a place; a word behind a dot is a name. */
  static TransactVerb at(Statement statement, int i) {
    if (statement.kind(i) != TokenKind.WORD
        || statement.length(i) > LONGEST
        || statement.symbol(i - 1) == '.') {
      return NONE;
    }
    Tokens tokens = statement.tokens();
    return BY_SLOT[TABLE.slotOf(tokens.sql(), tokens.start(i), tokens.end(i))];
  }
}
