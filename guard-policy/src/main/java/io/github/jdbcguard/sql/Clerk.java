package io.github.jdbcguard.sql;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads statements with JSqlParser, to name tables and to notice conditions that are always true.
 *
 * <p>What it reports may make a judgement stricter, never weaker: a text that it cannot read gives
 * an empty report, and nothing follows from that. Safe for use by many threads; they are served one
 * after the other. JSqlParser is loaded by the first text that is worth parsing, not before.
 */
public final class Clerk {
  /** Longer texts are generated, and nobody reads in a message what they touch. */
  private static final int MAX_CHARACTERS = 20_000;

  /** The parser descends each level by recursion, and people stay far below. */
  private static final int MAX_NESTING = 50;

  /** Each one is a level of the tree, and whoever walks over the tree descends it by recursion. */
  private static final int MAX_CONJUNCTIONS = 1_000;

  /** Long lists are data: they name no table, and each entry costs the parser 15 µs. */
  private static final int MAX_COMMAS = 5_000;

  private static final Pattern CONJUNCTION =
      Pattern.compile("\\b(?:and|or|xor)\\b|&&|\\|\\|", Pattern.CASE_INSENSITIVE);

  private static final Duration LIMIT = Duration.ofSeconds(1);

  /**
   * Classes are loaded once, which takes up to a second and must not cost the first text its turn.
   */
  private static final Duration LOADING_LIMIT = Duration.ofSeconds(5);

  private static final String LOADING_TEXT =
      "with a as (select 1) delete from b where c = 'd' or e";

  private static final ClerkDesk DESK = new ClerkDesk();

  private static volatile boolean loaded;

  private Clerk() {}

  /** What the text touches; empty where it is not understood, too large, or takes over a second. */
  public static Report read(Dialect dialect, String sql) {
    if (!worthParsing(sql)) {
      return Report.NONE;
    }
    load();
    return DESK.hand(new ClerkReading(dialect, sql), LIMIT);
  }

  private static void load() {
    if (!loaded) {
      Report report = DESK.hand(new ClerkReading(Dialect.STANDARD, LOADING_TEXT), LOADING_LIMIT);
      loaded = !report.tables().isEmpty();
    }
  }

  /** Counts without regard to quotes and comments: only the lexer knows where those end. */
  private static boolean worthParsing(String sql) {
    return sql.length() <= MAX_CHARACTERS
        && !sql.isBlank()
        && nesting(sql) <= MAX_NESTING
        && sql.chars().filter(c -> c == ',').count() <= MAX_COMMAS
        && CONJUNCTION.matcher(sql).results().limit(MAX_CONJUNCTIONS + 1L).count()
            <= MAX_CONJUNCTIONS;
  }

  private static int nesting(String sql) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < sql.length(); i++) {
      switch (sql.charAt(i)) {
        case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {} // every other character leaves the depth as it is
      }
    }
    return deepest;
  }

  /**
   * What a text touches, for messages and rules.
   *
   * @param tables the tables that the text would change; if it changes none, those it reads; as
   *     written, with their schema, but without quotes; at most 20
   * @param operations only such as make a judgement stricter, so never {@link Operation#READ}
   */
  public record Report(List<String> tables, Set<Operation> operations) {
    public static final Report NONE = new Report(List.of(), Set.of());

    public Report {
      tables = List.copyOf(tables);
      EnumSet<Operation> ordered = EnumSet.noneOf(Operation.class);
      ordered.addAll(operations);
      operations = Collections.unmodifiableSet(ordered);
    }
  }
}
