package io.github.jdbcguard.sql;

/** Finds where comments end; executable comments are entered or skipped, as the reading says. */
final class Comments {
  /** There is no comment at this place. */
  static final int NO_COMMENT = -2;

  private final Dialect dialect;
  private final LexicalRules rules;
  private final Reading reading;
  private String sql;
  private boolean insideExecutable;
  private boolean doubtful;
  private boolean hintSets;
  private String version = "";
  private boolean executable;
  private boolean mixedVersions;

  Comments(String sql, Dialect dialect, Reading reading) {
    this.sql = sql;
    this.dialect = dialect;
    this.rules = LexicalRules.of(dialect);
    this.reading = reading;
  }

  /** Another text. */
  void reset(String next) {
    sql = next;
    insideExecutable = false;
    doubtful = false;
    hintSets = false;
    version = "";
    executable = false;
    mixedVersions = false;
  }

  boolean insideExecutable() {
    return insideExecutable;
  }

  boolean executable() {
    return executable;
  }

  boolean mixedVersions() {
    return mixedVersions;
  }

  boolean hintSets() {
    return hintSets;
  }

  /** Whether servers may disagree about the comment found last. */
  boolean doubtful() {
    return doubtful;
  }

  /** The position after the comment at {@code at}, -1 if it never ends, or {@link #NO_COMMENT}. */
  int end(int at) {
    doubtful = false;
    char c = sql.charAt(at);
    if (c == '#' && rules.hashComments()) {
      return lineEnd(at);
    }
    if (c == '-' && Scan.follows(sql, at + 1, '-')) {
      return dashes(at);
    }
    if (c == '/' && Scan.follows(sql, at + 1, '*')) {
      return opened(at);
    }
    if (c == '*' && insideExecutable && Scan.follows(sql, at + 1, '/')) {
      insideExecutable = false;
      return at + 2;
    }
    return c == '/' && Scan.follows(sql, at + 1, '/') ? slashes(at) : NO_COMMENT;
  }

  private int slashes(int at) {
    doubtful = rules.doubtsSigns();
    return rules.slashComments() || doubtful ? lineEnd(at) : NO_COMMENT;
  }

  private int dashes(int at) {
    boolean spaced = at + 2 >= sql.length() || sql.charAt(at + 2) <= ' ';
    if (!spaced && rules.dashesNeedSpace()) {
      return NO_COMMENT;
    }
    int end = lineEnd(at);
    doubtful |= !spaced && rules.doubtsSigns();
    return end;
  }

  private int lineEnd(int at) {
    boolean returnEnds = dialect == Dialect.POSTGRESQL || dialect == Dialect.H2;
    int end = lineEnd(sql, at, returnEnds);
    doubtful |= rules.doubtsReturn() && lineEnd(sql, at, true) + 1 < end;
    return end;
  }

  /** The line break that ends a line comment, or the end of the text. */
  static int lineEnd(String sql, int at, boolean returnEnds) {
    int i = at;
    while (i < sql.length() && sql.charAt(i) != '\n' && !(returnEnds && sql.charAt(i) == '\r')) {
      i++;
    }
    return i;
  }

  private int opened(int at) {
    boolean mysql = dialect == Dialect.MYSQL || dialect == Dialect.MARIADB;
    int mark = Scan.follows(sql, at + 2, 'M') ? at + 3 : at + 2;
    if (mysql && Scan.follows(sql, mark, '!')) {
      return executable(mark + 1);
    }
    if (insideExecutable) {
      doubtful = true;
    }
    int end = closed(at);
    if (end >= 0 && mysql && Scan.follows(sql, at + 2, '+')) {
      hintSets |= mentionsSetVar(at, end);
    }
    return end;
  }

  private boolean mentionsSetVar(int from, int to) {
    for (int i = from; i < to; i++) {
      if (sql.regionMatches(true, i, "set_var", 0, 7)) {
        return true;
      }
    }
    return false;
  }

  private int executable(int content) {
    int start = content;
    while (start < sql.length() && start < content + 6 && Scan.isDigit(sql.charAt(start))) {
      start++;
    }
    String found = sql.substring(content - 2, start);
    mixedVersions |= executable && !found.equals(version);
    version = found;
    executable = true;
    doubtful = insideExecutable;
    if (reading.executes()) {
      insideExecutable = true;
      return start;
    }
    int end = sql.indexOf("*/", start);
    int nested = sql.indexOf("/*", start);
    doubtful |= nested >= 0 && nested < end;
    return end < 0 ? -1 : end + 2;
  }

  private int closed(int at) {
    int depth = 1;
    int i = at + 2;
    while (i + 1 < sql.length()) {
      char c = sql.charAt(i);
      char d = sql.charAt(i + 1);
      if (c == '*' && d == '/') {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else if (c == '/' && d == '*' && rules.nestedComments()) {
        doubtful |= rules.doubtsNested();
        depth++;
        i += 2;
      } else {
        i++;
      }
    }
    return -1;
  }
}
