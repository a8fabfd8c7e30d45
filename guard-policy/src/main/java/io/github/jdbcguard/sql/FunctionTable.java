package io.github.jdbcguard.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Functions of one engine: those that are known to change nothing, or those that are known to have
 * effects which no read-only session stops. Read from files at first use.
 */
final class FunctionTable {
  /** Before the names of functions that are found only in the engine's own schema. */
  private static final String OWN_SCHEMA = "sys.";

  private final Dialect dialect;
  private final WordTable names;
  private final WordTable namesInSchema;

  private FunctionTable(Dialect dialect, List<String> lines) {
    this.dialect = dialect;
    this.names = new WordTable(lines);
    this.namesInSchema = hasOwnNames(dialect) ? new WordTable(inSchema(lines)) : names;
  }

  /** Whether the schema's functions are others than those that are called without a schema. */
  private static boolean hasOwnNames(Dialect dialect) {
    return switch (dialect) {
      case MYSQL, MARIADB -> true;
      case POSTGRESQL, H2, SQLITE, SQLSERVER, ORACLE, STANDARD -> false;
    };
  }

  private static List<String> inSchema(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(OWN_SCHEMA))
        .map(line -> line.substring(OWN_SCHEMA.length()))
        .toList();
  }

  static FunctionTable of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> PostgreSql.TABLE;
      case MYSQL -> MySql.TABLE;
      case MARIADB -> MariaDb.TABLE;
      case H2 -> H2.TABLE;
      case SQLITE -> Sqlite.TABLE;
      case SQLSERVER -> SqlServer.TABLE;
      case ORACLE -> Oracle.TABLE;
      case STANDARD -> Standard.TABLE;
    };
  }

  /** Functions with effects that reach beyond the data, and those of which it is not certain. */
  static FunctionTable withEffects(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> PostgreSql.EFFECTS;
      case MYSQL, MARIADB -> MariaDb.EFFECTS;
      case H2 -> H2.EFFECTS;
      case SQLITE -> Sqlite.EFFECTS;
      case SQLSERVER -> SqlServer.EFFECTS;
      case ORACLE -> Oracle.EFFECTS;
      case STANDARD -> Standard.EFFECTS;
    };
  }

  /** The function whose name ends at {@code i}, as the engine looks it up. */
  FunctionName name(Statement statement, int first, int i) {
    return new FunctionName(first == i ? "" : folded(statement, first), folded(statement, i));
  }

  private String folded(Statement statement, int i) {
    String name = statement.name(i);
    boolean quoted = statement.kind(i) == TokenKind.QUOTED;
    return switch (dialect) {
      case POSTGRESQL -> quoted ? name : name.toLowerCase(Locale.ROOT);
      case H2, SQLSERVER, ORACLE, STANDARD -> quoted ? name : name.toUpperCase(Locale.ROOT);
      case MYSQL, MARIADB, SQLITE -> name.toLowerCase(Locale.ROOT);
    };
  }

  /** Whether the name at {@code i}, behind the engine's own schema, is in this table. */
  boolean containsInSchema(Statement statement, int i) {
    return contains(namesInSchema, statement, i);
  }

  /** Whether the name at {@code i} is in this table; quotes keep the case of a name. */
  boolean contains(Statement statement, int i) {
    return contains(names, statement, i);
  }

  private boolean contains(WordTable table, Statement statement, int i) {
    if (statement.kind(i) == TokenKind.QUOTED) {
      String name = statement.name(i);
      return keepsCase(name) && table.contains(name, 0, name.length());
    }
    Tokens tokens = statement.tokens();
    return table.contains(tokens.sql(), tokens.start(i), tokens.end(i));
  }

  /** Whether the name from {@code first} to {@code last} is here with its package. */
  boolean containsWhole(Statement statement, int first, int last) {
    Tokens tokens = statement.tokens();
    return names.contains(tokens.sql(), tokens.start(first), tokens.end(last));
  }

  private boolean keepsCase(String name) {
    return switch (dialect) {
      case POSTGRESQL -> name.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
      case H2 -> name.chars().noneMatch(c -> c >= 'a' && c <= 'z');
      case SQLITE -> true;
      case MYSQL, MARIADB, SQLSERVER, ORACLE, STANDARD -> false;
    };
  }

  /** Whether functions of the schema at {@code i} are the engine's own. */
  boolean ownSchema(Statement statement, int i) {
    return switch (dialect) {
      case POSTGRESQL ->
          named(statement, i, "pg_catalog") || named(statement, i, "information_schema");
      case MYSQL, MARIADB -> statement.name(i).equalsIgnoreCase("sys");
      case SQLSERVER ->
          statement.name(i).equalsIgnoreCase("sys")
              || statement.name(i).equalsIgnoreCase("information_schema");
      case H2, SQLITE, ORACLE, STANDARD -> false;
    };
  }

  /** Whether the engine reads the word at {@code i} as this name, which is in lower case. */
  boolean named(Statement statement, int i, String name) {
    return statement.kind(i) == TokenKind.QUOTED
        ? statement.name(i).equals(name)
        : statement.textIs(i, name);
  }

  private static FunctionTable load(Dialect dialect, String file) {
    return new FunctionTable(dialect, names(file));
  }

  private static List<String> names(String file) {
    InputStream found = FunctionTable.class.getResourceAsStream(file);
    InputStream bytes = Objects.requireNonNull(found, () -> "missing on the class path: " + file);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      return lines.lines().map(String::strip).filter(FunctionTable::isName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isName(String line) {
    return !line.isEmpty() && line.charAt(0) != '#';
  }

  private static final class PostgreSql {
    static final FunctionTable TABLE = load(Dialect.POSTGRESQL, "functions-postgresql.txt");
    static final FunctionTable EFFECTS = load(Dialect.POSTGRESQL, "effects-postgresql.txt");
  }

  private static final class MySql {
    static final FunctionTable TABLE = load(Dialect.MYSQL, "functions-mysql.txt");
  }

  private static final class MariaDb {
    static final FunctionTable TABLE = load(Dialect.MARIADB, "functions-mariadb.txt");
    static final FunctionTable EFFECTS = load(Dialect.MARIADB, "effects-mysql.txt");
  }

  private static final class H2 {
    static final FunctionTable TABLE = load(Dialect.H2, "functions-h2.txt");
    static final FunctionTable EFFECTS = load(Dialect.H2, "effects-h2.txt");
  }

  private static final class Sqlite {
    static final FunctionTable TABLE = load(Dialect.SQLITE, "functions-sqlite.txt");
    static final FunctionTable EFFECTS = load(Dialect.SQLITE, "effects-sqlite.txt");
  }

  private static final class SqlServer {
    static final FunctionTable TABLE = load(Dialect.SQLSERVER, "functions-sqlserver.txt");
    static final FunctionTable EFFECTS = load(Dialect.SQLSERVER, "effects-sqlserver.txt");
  }

  private static final class Oracle {
    static final FunctionTable TABLE = load(Dialect.ORACLE, "functions-oracle.txt");
    static final FunctionTable EFFECTS = load(Dialect.ORACLE, "effects-oracle.txt");
  }

  private static final class Standard {
    static final FunctionTable TABLE = load(Dialect.STANDARD, "functions-standard.txt");
    static final FunctionTable EFFECTS = load(Dialect.STANDARD, "effects-standard.txt");
  }
}
