package io.github.jdbcguard.sql;

import java.util.Locale;

/** Cuts a text into tokens as one dialect under one reading would; accounts for every character. */
final class Lexer {
  private final String sql;
  private final Dialect dialect;
  private final LexicalRules rules;
  private final Reading reading;
  private final Tokens tokens;
  private final Quotes quotes;
  private final Comments comments;

  /** SQL Server and Oracle, whose words hold other signs. */
  private final boolean vendor;

  private int at;

  Lexer(String sql, Dialect dialect, Reading reading) {
    this(sql, dialect, reading, new Tokens(sql));
  }

  /** Reads a text into tokens that are free for it. */
  Lexer(String sql, Dialect dialect, Reading reading, Tokens tokens) {
    this.sql = sql;
    this.dialect = dialect;
    this.rules = LexicalRules.of(dialect);
    this.reading = reading;
    this.vendor = !rules.nameSigns().isEmpty();
    this.tokens = tokens.of(sql);
    this.quotes = new Quotes(sql);
    this.comments = new Comments(sql, dialect, reading);
  }

  /** The tokens; after {@link TokenKind#DEAD} there are none. */
  Tokens tokens() {
    at = Scan.follows(sql, 0, '\uFEFF') ? 1 : 0;
    while (at >= 0 && at < sql.length()) {
      int start = at;
      at = tokens.count() < Tokens.LIMIT ? next(sql.charAt(at)) : -1;
      if (at < 0) {
        tokens.add(TokenKind.DEAD, start, sql.length());
      }
    }
    if (at >= 0 && comments.insideExecutable()) {
      tokens.add(TokenKind.DEAD, sql.length(), sql.length());
    }
    return tokens;
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

  private int next(char c) {
    if (Scan.isSpace(c)) {
      return at + 1;
    }
    if (Scan.isWordStart(c)) {
      return vendor ? vendorWord() : word();
    }
    if (Scan.isDigit(c)) {
      return number(at);
    }
    return switch (c) {
      case '\'' -> token(TokenKind.STRING, quotes.end(at, reading.escapesSingle()));
      case '"' -> token(TokenKind.QUOTED, quotes.end(at, reading.escapesDouble()));
      case '`' -> rules.backticks() ? token(TokenKind.QUOTED, quotes.end(at, false)) : symbol(c);
      case '[' -> bracket();
      case '{' -> rules.doubtsSigns() && !Braces.open(sql, at) ? doubt() : symbol(c);
      case '-', '/', '#', '*' -> comment(c);
      case '.' -> dot();
      case '$' -> dollar();
      case '@' -> variable();
      case ':' -> colon();
      case '?' -> token(TokenKind.PARAMETER, at + 1);
      case '\\' -> backslash();
      default -> symbol(c);
    };
  }

  private int token(TokenKind kind, int end) {
    if (end >= 0) {
      tokens.add(kind, at, end);
    }
    return end;
  }

  private int symbol(char c) {
    if (c <= ' ' || c >= 0x7F || (c == '`' && !rules.backticks())) {
      return token(TokenKind.DOUBT, at + 1);
    }
    tokens.addSymbol(c, at);
    return at + 1;
  }

  private int word() {
    int end = at;
    int hash = 0;
    int all = 0;
    while (end < sql.length() && Scan.isWordPart(sql.charAt(end))) {
      char c = sql.charAt(end);
      hash = WordTable.hash(hash, c);
      all |= c;
      end++;
    }
    boolean quoteFollows = Scan.follows(sql, end, '\'');
    if (quoteFollows
        && dialect == Dialect.POSTGRESQL
        && end == at + 1
        && (sql.charAt(at) | 0x20) == 'e') {
      return token(TokenKind.STRING, quotes.escapedEnd(end));
    }
    if (quoteFollows && rules.doubtsSigns() && (sql.charAt(end - 1) | 0x20) == 'q') {
      return token(TokenKind.DOUBT, end);
    }
    Keyword word = Keywords.of(sql, at, end, hash);
    boolean disguised = all >= 0x80 && word == Keyword.NONE && foldsToKeyword(end);
    tokens.add(disguised ? TokenKind.DOUBT : TokenKind.WORD, word, at, end);
    return end;
  }

  /** Whether the word is a keyword once its case is folded as for Unicode: {@code ſelect}. */
  private boolean foldsToKeyword(int end) {
    String folded = sql.substring(at, end).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Keywords.of(folded, 0, folded.length()) != Keyword.NONE;
  }

  private int bracket() {
    if (!rules.squareBrackets()) {
      return mayQuote() ? token(TokenKind.DOUBT, at + 1) : symbol('[');
    }
    if (vendor) {
      return token(TokenKind.QUOTED, VendorWords.bracketed(sql, at));
    }
    int end = sql.indexOf(']', at);
    return token(TokenKind.QUOTED, end < 0 ? -1 : end + 1);
  }

  /** Whether {@code [x]} could quote a name, and would then end in another place. */
  private boolean mayQuote() {
    boolean quotes = rules.doubtsSigns() || dialect == Dialect.H2;
    return quotes && !Scan.bracketEndsAlike(sql, at);
  }

  private int vendorWord() {
    int end = VendorWords.end(sql, at, rules.nameSigns());
    if (Scan.follows(sql, end, '\'')) {
      if (VendorWords.isNational(sql, at, end)) {
        return token(TokenKind.STRING, quotes.end(end, false));
      }
      if (dialect == Dialect.ORACLE && VendorWords.isAlternative(sql, at, end)) {
        return token(TokenKind.STRING, VendorWords.alternative(sql, end));
      }
    }
    Keyword word = Keywords.of(sql, at, end);
    boolean folds = Scan.holdsForeign(sql, at, end) && foldsToKeyword(end);
    boolean disguised = word == Keyword.NONE && (folds || VendorWords.strange(sql, at, end));
    tokens.add(disguised ? TokenKind.DOUBT : TokenKind.WORD, word, at, end);
    return end;
  }

  private int comment(char c) {
    if (c == '#' && dialect == Dialect.SQLSERVER) {
      return vendorWord();
    }
    int end = comments.end(at);
    if (end == Comments.NO_COMMENT) {
      return c == '#' && rules.doubtsSigns() ? token(TokenKind.DOUBT, at + 1) : symbol(c);
    }
    if (end >= 0 && comments.doubtful()) {
      tokens.add(TokenKind.DOUBT, at, end);
    }
    return end;
  }

  private int dot() {
    boolean number = at + 1 < sql.length() && Scan.isDigit(sql.charAt(at + 1));
    return number ? number(at) : symbol('.');
  }

  /** In {@code 1edrop} some servers read a letter of the number, and then another word. */
  private int number(int from) {
    int end = Scan.number(sql, from);
    boolean suffix = end + 1 < sql.length() && isNumberSuffix(sql.charAt(end));
    boolean glued = suffix && Scan.isWordStart(sql.charAt(end + 1));
    return token(glued ? TokenKind.DOUBT : TokenKind.NUMBER, end);
  }

  private boolean isNumberSuffix(char c) {
    return switch (dialect) {
      case SQLSERVER -> (c | 0x20) == 'e';
      case ORACLE, STANDARD -> (c | 0x20) == 'e' || (c | 0x20) == 'd' || (c | 0x20) == 'f';
      case POSTGRESQL, MYSQL, MARIADB, H2, SQLITE -> false;
    };
  }

  private int doubt() {
    return token(TokenKind.DOUBT, at + 1);
  }

  private int dollar() {
    if (at + 1 < sql.length() && Scan.isDigit(sql.charAt(at + 1))) {
      boolean money = dialect == Dialect.SQLSERVER;
      return money ? number(at + 1) : token(TokenKind.PARAMETER, Scan.number(sql, at + 1));
    }
    int tag = Scan.dollarTag(sql, at, rules.dollarTags());
    if (tag >= 0 && rules.dollarQuotes()) {
      return token(TokenKind.STRING, Scan.dollarQuoted(sql, at, tag));
    }
    return switch (dialect) {
      case MYSQL, MARIADB -> token(TokenKind.WORD, Scan.word(sql, at));
      case SQLITE -> token(TokenKind.PARAMETER, Scan.word(sql, at));
      case SQLSERVER -> dollarWord(VendorWords.pseudoColumn(sql, at));
      case ORACLE -> dollarWord(VendorWords.directive(sql, at));
      case POSTGRESQL, H2, STANDARD -> token(TokenKind.DOUBT, at + 1);
    };
  }

  private int dollarWord(int end) {
    return end > at ? token(TokenKind.WORD, end) : token(TokenKind.DOUBT, at + 1);
  }

  private int variable() {
    int name = Scan.follows(sql, at + 1, '@') ? at + 2 : at + 1;
    int end = vendor ? VendorWords.end(sql, name, rules.nameSigns()) : Scan.word(sql, name);
    return rules.atVariables() && (end > name || isQuote(name))
        ? token(TokenKind.VARIABLE, end)
        : symbol('@');
  }

  private boolean isQuote(int i) {
    return Scan.follows(sql, i, '\'') || Scan.follows(sql, i, '"') || Scan.follows(sql, i, '`');
  }

  private int colon() {
    if (Scan.follows(sql, at + 1, ':') || Scan.follows(sql, at + 1, '=')) {
      return token(TokenKind.SYMBOL, at + 2);
    }
    int end = Scan.word(sql, at + 1);
    return rules.colonParameters() && end > at + 1 ? token(TokenKind.PARAMETER, end) : symbol(':');
  }

  /** {@code \N} is NULL in MySQL; any other backslash out of quotes stops every server's lexer. */
  private int backslash() {
    boolean mysql = dialect == Dialect.MYSQL || dialect == Dialect.MARIADB;
    if (mysql && Scan.follows(sql, at + 1, 'N') && Scan.word(sql, at + 1) == at + 2) {
      return token(TokenKind.NUMBER, at + 2);
    }
    return vendor || rules.doubtsSigns() ? token(TokenKind.DOUBT, at + 1) : -1;
  }
}
