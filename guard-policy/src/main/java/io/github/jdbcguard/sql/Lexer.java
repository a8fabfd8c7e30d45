package io.github.jdbcguard.sql;

import java.util.Locale;

/** Cuts a text into tokens as one dialect under one reading would; accounts for every character. */
final class Lexer {
  private final Dialect dialect;
  private final LexicalRules rules;
  private final Reading reading;
  private final Tokens tokens;
  private final Quotes quotes;
  private final Comments comments;

  /** SQL Server and Oracle, whose words hold other signs. */
  private final boolean vendor;

  private String sql;

  Lexer(String sql, Dialect dialect, Reading reading) {
    this.sql = sql;
    this.dialect = dialect;
    this.rules = LexicalRules.of(dialect);
    this.reading = reading;
    this.vendor = !rules.nameSigns().isEmpty();
    this.tokens = new Tokens(sql);
    this.quotes = new Quotes(sql);
    this.comments = new Comments(sql, dialect, reading);
  }

  /** Makes the same lexer ready for another text; its tokens of the one before are void. */
  void reset(String next) {
    sql = next;
    tokens.reset(next);
    quotes.reset(next);
    comments.reset(next);
  }

  /** Whether it is worth to be kept for another text. */
  boolean small() {
    return tokens.small();
  }

  /** The tokens; after {@link TokenKind#DEAD} there are none. */
  Tokens tokens() {
    int at = Scan.follows(sql, 0, '\uFEFF') ? 1 : 0;
    while (at >= 0 && at < sql.length()) {
      int start = at;
      at = tokens.count() < Tokens.LIMIT ? afterPiece(at) : -1;
      if (at < 0) {
        tokens.add(TokenKind.DEAD, start, sql.length());
      }
    }
    if (at >= 0 && comments.insideExecutable()) {
      tokens.add(TokenKind.DEAD, sql.length(), sql.length());
    }
    return tokens;
  }

  /** Whether every server reads the text as its tokens say, and nothing else has to be heeded. */
  boolean certain() {
    return !quotesDiffer() && !executable() && !hintSets() && !unsound();
  }

  /** Whether other quoting settings would cut this text in other places. */
  boolean quotesDiffer() {
    return quotes.differ();
  }

  /** Whether the text holds a character that no server can be trusted with. */
  boolean unsound() {
    return Scan.unsound(sql);
  }

  boolean executable() {
    return comments.executable();
  }

  /** Whether the text holds executable comments for more than one version. */
  boolean mixedVersions() {
    return comments.mixedVersions();
  }

  /** Whether an optimizer hint sets a variable. */
  boolean hintSets() {
    return comments.hintSets();
  }

  private int afterPiece(int at) {
    return Scan.isSpace(sql.charAt(at)) ? at + 1 : afterToken(sql.charAt(at), at);
  }

  private int afterToken(char c, int at) {
    if (Scan.isWordStart(c)) {
      return vendor ? vendorWord(at) : word(at);
    }
    if (Scan.isDigit(c)) {
      return number(at, at);
    }
    return sign(c, at);
  }

  private int sign(char c, int at) {
    return switch (c) {
      case ',', '=' -> token(TokenKind.SYMBOL, at, at + 1);
      case '\'' -> token(TokenKind.STRING, at, quotes.end(at, reading.escapesSingle()));
      case '"' -> token(TokenKind.QUOTED, at, quotes.end(at, reading.escapesDouble()));
      case '`' -> backtick(at);
      case '[' -> bracket(at);
      case '{' -> brace(at);
      case '-', '/', '#', '*' -> comment(c, at);
      case '.' -> dot(at);
      case '$' -> dollar(at);
      case '@' -> variable(at);
      case ':' -> colon(at);
      case '?' -> token(TokenKind.PARAMETER, at, at + 1);
      case '\\' -> backslash(at);
      default -> symbol(c, at);
    };
  }

  private int token(TokenKind kind, int at, int end) {
    if (end >= 0) {
      tokens.add(kind, at, end);
    }
    return end;
  }

  private int symbol(char c, int at) {
    if (c <= ' ' || c >= 0x7F) {
      return doubt(at);
    }
    tokens.addSymbol(c, at);
    return at + 1;
  }

  private int word(int at) {
    int end = at;
    long key = 0;
    while (end < sql.length() && Scan.isPlainPart(sql.charAt(end))) {
      key = Keywords.key(key, sql.charAt(end));
      end++;
    }
    boolean foreign = end < sql.length() && Scan.isWordPart(sql.charAt(end));
    end = foreign ? Scan.word(sql, end) : end;
    if (Scan.follows(sql, end, '\'')) {
      if (dialect == Dialect.POSTGRESQL && VendorWords.is(sql, at, end, 'e')) {
        return token(TokenKind.STRING, at, quotes.escapedEnd(end));
      }
      if (rules.doubtsSigns() && (sql.charAt(end - 1) | 0x20) == 'q') {
        return token(TokenKind.DOUBT, at, end);
      }
    }
    if (foreign && foldsToKeyword(at, end)) {
      return token(TokenKind.DOUBT, at, end);
    }
    tokens.addWord(foreign ? Keyword.NONE : Keywords.of(sql, at, end, key), at, end);
    return end;
  }

  /** Whether the word is a keyword once its case is folded as for Unicode: {@code ſelect}. */
  private boolean foldsToKeyword(int at, int end) {
    String folded = sql.substring(at, end).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Keywords.of(folded, 0, folded.length()) != Keyword.NONE;
  }

  private int backtick(int at) {
    return rules.backticks() ? token(TokenKind.QUOTED, at, quotes.end(at, false)) : doubt(at);
  }

  private int brace(int at) {
    return rules.doubtsSigns() && !Braces.open(sql, at) ? doubt(at) : symbol('{', at);
  }

  private int bracket(int at) {
    if (!rules.squareBrackets()) {
      return mayQuote(at) ? doubt(at) : symbol('[', at);
    }
    if (vendor) {
      return token(TokenKind.QUOTED, at, VendorWords.bracketed(sql, at));
    }
    int end = sql.indexOf(']', at);
    return token(TokenKind.QUOTED, at, end < 0 ? -1 : end + 1);
  }

  /** Whether {@code [x]} could quote a name, and would then end in another place. */
  private boolean mayQuote(int at) {
    return (rules.doubtsSigns() || dialect == Dialect.H2) && !Scan.bracketEndsAlike(sql, at);
  }

  private int vendorWord(int at) {
    int end = VendorWords.end(sql, at, rules.nameSigns());
    if (Scan.follows(sql, end, '\'')) {
      if (VendorWords.is(sql, at, end, 'n')) {
        return token(TokenKind.STRING, at, quotes.end(end, false));
      }
      if (dialect == Dialect.ORACLE && VendorWords.isAlternative(sql, at, end)) {
        return token(TokenKind.STRING, at, VendorWords.alternative(sql, end));
      }
    }
    Keyword word = Keywords.of(sql, at, end);
    boolean folds = Scan.holdsForeign(sql, at, end) && foldsToKeyword(at, end);
    if (word == Keyword.NONE && (folds || VendorWords.strange(sql, at, end))) {
      return token(TokenKind.DOUBT, at, end);
    }
    tokens.addWord(word, at, end);
    return end;
  }

  private int comment(char c, int at) {
    if (c == '#' && dialect == Dialect.SQLSERVER) {
      return vendorWord(at);
    }
    int end = comments.end(at);
    if (end == Comments.NO_COMMENT) {
      return c == '#' && rules.doubtsSigns() ? doubt(at) : symbol(c, at);
    }
    if (end >= 0 && comments.doubtful()) {
      tokens.add(TokenKind.DOUBT, at, end);
    }
    return end;
  }

  private int dot(int at) {
    boolean number = at + 1 < sql.length() && Scan.isDigit(sql.charAt(at + 1));
    return number ? number(at, at) : symbol('.', at);
  }

  /** In {@code 1edrop} some servers read a letter of the number, and then another word. */
  private int number(int at, int from) {
    int end = Scan.number(sql, from);
    boolean suffix = end + 1 < sql.length() && isNumberSuffix(sql.charAt(end));
    boolean glued = suffix && Scan.isWordStart(sql.charAt(end + 1));
    return token(glued ? TokenKind.DOUBT : TokenKind.NUMBER, at, end);
  }

  private boolean isNumberSuffix(char c) {
    return switch (dialect) {
      case SQLSERVER -> (c | 0x20) == 'e';
      case ORACLE, STANDARD -> (c | 0x20) == 'e' || (c | 0x20) == 'd' || (c | 0x20) == 'f';
      case POSTGRESQL, MYSQL, MARIADB, H2, SQLITE -> false;
    };
  }

  private int doubt(int at) {
    return token(TokenKind.DOUBT, at, at + 1);
  }

  private int dollar(int at) {
    if (at + 1 < sql.length() && Scan.isDigit(sql.charAt(at + 1))) {
      boolean money = dialect == Dialect.SQLSERVER;
      return money ? number(at, at + 1) : token(TokenKind.PARAMETER, at, Scan.number(sql, at + 1));
    }
    int tag = Scan.dollarTag(sql, at, rules.dollarTags());
    if (tag >= 0 && rules.dollarQuotes()) {
      return token(TokenKind.STRING, at, Scan.dollarQuoted(sql, at, tag));
    }
    return switch (dialect) {
      case MYSQL, MARIADB -> token(TokenKind.WORD, at, Scan.word(sql, at));
      case SQLITE -> token(TokenKind.PARAMETER, at, Scan.word(sql, at));
      case SQLSERVER -> dollarWord(at, VendorWords.pseudoColumn(sql, at));
      case ORACLE -> dollarWord(at, VendorWords.directive(sql, at));
      case POSTGRESQL, H2, STANDARD -> doubt(at);
    };
  }

  private int dollarWord(int at, int end) {
    return end > at ? token(TokenKind.WORD, at, end) : doubt(at);
  }

  private int variable(int at) {
    int name = Scan.follows(sql, at + 1, '@') ? at + 2 : at + 1;
    int end = vendor ? VendorWords.end(sql, name, rules.nameSigns()) : Scan.word(sql, name);
    return rules.atVariables() && (end > name || isQuote(name))
        ? token(TokenKind.VARIABLE, at, end)
        : symbol('@', at);
  }

  private boolean isQuote(int i) {
    return Scan.follows(sql, i, '\'') || Scan.follows(sql, i, '"') || Scan.follows(sql, i, '`');
  }

  private int colon(int at) {
    if (Scan.follows(sql, at + 1, ':') || Scan.follows(sql, at + 1, '=')) {
      return token(TokenKind.SYMBOL, at, at + 2);
    }
    int end = Scan.word(sql, at + 1);
    return rules.colonParameters() && end > at + 1
        ? token(TokenKind.PARAMETER, at, end)
        : symbol(':', at);
  }

  /** {@code \N} is NULL in MySQL; any other backslash out of quotes stops every server's lexer. */
  private int backslash(int at) {
    boolean mysql = dialect == Dialect.MYSQL || dialect == Dialect.MARIADB;
    if (mysql && Scan.follows(sql, at + 1, 'N') && Scan.word(sql, at + 1) == at + 2) {
      return token(TokenKind.NUMBER, at, at + 2);
    }
    return vendor || rules.doubtsSigns() ? doubt(at) : -1;
  }
}
