package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.sql.FunctionBody;
import io.github.jdbcguard.sql.FunctionName;
import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL says of functions: which are free of effects. The label of a function is not
 * enough, because a stable one may call any other; so its body is judged as well, unless it is the
 * engine's own or of an extension. Answers are kept for a minute, for all connections of the
 * process to one database. Thread-safe.
 */
public final class FunctionCatalog {
  private static final long KEPT = Duration.ofMinutes(1).toNanos();
  private static final int MOST_KEPT = 10_000;

  /**
   * All functions of some names, in any schema, because a search path may lead to each of them.
   * Defaults of parameters and settings of a function run unseen, so there must be none.
   */
  private static final String QUESTION =
      """
      SELECT n.nspname::pg_catalog.text, p.proname::pg_catalog.text, l.lanname::pg_catalog.text,
        p.prosrc,
        p.provolatile OPERATOR(pg_catalog.<>) 'v' AND p.prokind OPERATOR(pg_catalog.=) 'f'
          AND p.pronargdefaults OPERATOR(pg_catalog.=) 0 AND p.proconfig IS NULL,
        n.nspname OPERATOR(pg_catalog.=) 'pg_catalog' OR EXISTS (SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
            AND d.objid OPERATOR(pg_catalog.=) p.oid AND d.deptype OPERATOR(pg_catalog.=) 'e')
      FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
      JOIN pg_catalog.pg_language l ON l.oid OPERATOR(pg_catalog.=) p.prolang
      WHERE p.proname OPERATOR(pg_catalog.=) ANY (?)""";

  private final boolean speaks;
  private final String database;

  private FunctionCatalog(boolean speaks, String database) {
    this.speaks = speaks;
    this.database = database;
  }

  private record Entry(String database, FunctionName name) {}

  /** Whether it is free of effects, as somebody was told at this time of the nano clock. */
  private record Answer(boolean free, long since) {}

  private static final Map<Entry, Answer> ANSWERS = new ConcurrentHashMap<>();

  /** Of nobody who could be asked. */
  public static FunctionCatalog none() {
    return new FunctionCatalog(false, "");
  }

  /** Of the database that said so of itself. */
  public static FunctionCatalog of(ServerReport report) {
    boolean speaks =
        (report.engine() == Engine.POSTGRESQL || report.engine() == Engine.YUGABYTE)
            && report.databaseIdentity().isPresent();
    return new FunctionCatalog(speaks, report.databaseIdentity().orElse(""));
  }

  /** Whether all of them are known to be free of effects; asks nobody. */
  public boolean harmless(Set<FunctionName> names) {
    return speaks && names.stream().allMatch(name -> Boolean.TRUE.equals(known(name)));
  }

  /**
   * Whether all of them are free of effects. Asks the server, in one round trip, for those that
   * were not asked for lately.
   *
   * @param raw a connection in auto-commit mode, outside of a transaction
   */
  public boolean harmless(Set<FunctionName> names, Connection raw) {
    if (!speaks) {
      return false;
    }
    Set<FunctionName> unknown = new HashSet<>(names);
    unknown.removeIf(name -> known(name) != null);
    if (!unknown.isEmpty()) {
      try {
        keep(ask(unknown, raw));
      } catch (SQLException notTold) {
        return false;
      }
    }
    return harmless(names);
  }

  /** Forgets what the database said: its functions may be about to change. */
  public void forget() {
    if (speaks) {
      ANSWERS.keySet().removeIf(entry -> entry.database().equals(database));
    }
  }

  private @Nullable Boolean known(FunctionName name) {
    Answer answer = ANSWERS.get(new Entry(database, name));
    if (answer == null || System.nanoTime() - answer.since() >= KEPT) {
      return null;
    }
    return answer.free();
  }

  private void keep(Map<FunctionName, Boolean> told) {
    if (ANSWERS.size() + told.size() > MOST_KEPT) {
      ANSWERS.clear();
    }
    long now = System.nanoTime();
    told.forEach((name, free) -> ANSWERS.put(new Entry(database, name), new Answer(free, now)));
  }

  private static Map<FunctionName, Boolean> ask(Set<FunctionName> names, Connection raw)
      throws SQLException {
    Map<FunctionName, Boolean> free = new HashMap<>();
    try (PreparedStatement statement = raw.prepareStatement(QUESTION)) {
      statement.setArray(
          1, raw.createArrayOf("text", names.stream().map(FunctionName::name).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          FunctionName any = new FunctionName("", row.getString(2));
          FunctionName qualified = new FunctionName(row.getString(1), any.name());
          boolean harmless = harmless(row);
          free.merge(any, harmless, Boolean::logicalAnd);
          free.merge(qualified, harmless, Boolean::logicalAnd);
        }
      }
    }
    names.forEach(name -> free.putIfAbsent(name, false));
    free.keySet().retainAll(names);
    return free;
  }

  private static boolean harmless(ResultSet row) throws SQLException {
    String language = row.getString(3);
    boolean engines = row.getBoolean(6) && (language.equals("internal") || language.equals("c"));
    return row.getBoolean(5) && (engines || FunctionBody.harmless(language, row.getString(4)));
  }
}
