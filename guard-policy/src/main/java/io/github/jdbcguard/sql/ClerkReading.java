package io.github.jdbcguard.sql;

import java.util.concurrent.CancellationException;
import net.sf.jsqlparser.parser.AbstractJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import org.jspecify.annotations.Nullable;

/** One text on its way through JSqlParser. */
final class ClerkReading implements ClerkDesk.Task {
  private final Dialect dialect;
  private final String sql;
  private volatile @Nullable CCJSqlParser parser;
  private volatile boolean stopped;

  ClerkReading(Dialect dialect, String sql) {
    this.dialect = dialect;
    this.sql = sql;
  }

  @Override
  public Clerk.Report call() throws ParseException {
    Statements statements = parse();
    if (statements == null) {
      return Clerk.Report.NONE;
    }
    ClerkFindings findings = new ClerkFindings();
    for (Statement statement : statements) {
      giveUpIfStopped();
      if (statement != null) {
        new ClerkWalk(findings).over(statement);
      }
    }
    return findings.report();
  }

  @Override
  public void stop() {
    stopped = true;
    CCJSqlParser current = parser;
    if (current != null) {
      current.interrupted = true;
    }
  }

  /** The simple grammar is the faster one and suffices for most texts. */
  private @Nullable Statements parse() throws ParseException {
    try {
      return parser(false).Statements();
    } catch (ParseException notSimple) {
      return parser(true).Statements();
    }
  }

  private CCJSqlParser parser(boolean complex) throws ParseException {
    CCJSqlParser fresh = options(new CCJSqlParser(sql)).withAllowComplexParsing(complex);
    parser = fresh;
    giveUpIfStopped();
    return fresh;
  }

  private CCJSqlParser options(CCJSqlParser fresh) throws ParseException {
    return switch (dialect) {
      case POSTGRESQL -> fresh.withDialect(AbstractJSqlParser.Dialect.POSTGRESQL);
      case MYSQL -> fresh.withDialect(AbstractJSqlParser.Dialect.MYSQL);
      case MARIADB -> fresh.withDialect(AbstractJSqlParser.Dialect.MARIADB);
      case H2 -> fresh.withDialect(AbstractJSqlParser.Dialect.H2);
      case SQLITE -> fresh.withSquareBracketQuotation();
      case SQLSERVER -> fresh.withDialect(AbstractJSqlParser.Dialect.SQLSERVER);
      case ORACLE -> fresh.withDialect(AbstractJSqlParser.Dialect.ORACLE);
      case STANDARD -> fresh.withDialect(AbstractJSqlParser.Dialect.ANSI_SQL);
    };
  }

  private void giveUpIfStopped() {
    if (stopped) {
      throw new CancellationException("told to stop");
    }
  }
}
