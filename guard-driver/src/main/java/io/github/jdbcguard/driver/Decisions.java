package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Occasion;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.GuardSql;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges texts and remembers what came of it, for all connections for which the policy says the
 * same. What changes with the time is asked for again whenever a change is about to be sent. A text
 * is kept when it is seen again: keeping each of a flood of texts that come once costs more than
 * reading them. Thread-safe; a hit takes no lock.
 */
final class Decisions {
  /** In characters of SQL, about two bytes each. */
  private static final long MAX_CHARACTERS = 8L << 20;

  private static final int SEEN_SLOTS = 1 << 12;

  private static final int NEAR_SLOTS = 1 << 10;

  /** In characters: longer texts are looked for in the cache alone. */
  private static final int LONGEST_NEAR = 1_024;

  private static final int MOST_DECIDED = 512;

  private final Assignment assignment;
  private final boolean isProtected;
  private final boolean readsOnly;
  private final boolean varies;

  /** Texts have few different sets of operations; a flood of odd ones is not kept. */
  private final Map<Set<Operation>, Decision> decided = new ConcurrentHashMap<>();

  private final Classifier classifier;
  private final Dialect dialect;

  private final KeptRulings kept = new KeptRulings(MAX_CHARACTERS);

  /** What was looked for last, by the hash of its text. Races lose an entry or two here as well. */
  private final @Nullable Ruling[] near = new Ruling[NEAR_SLOTS];

  /** Hashes of texts seen once. Races lose an entry or two, and so cost a judgement, not safety. */
  private final int[] seenOnce = new int[SEEN_SLOTS];

  Decisions(Assignment assignment, Dialect dialect) {
    this.assignment = assignment;
    this.isProtected = assignment.isProtected();
    this.readsOnly = assignment.readsOnly();
    this.varies = assignment.varies();
    this.classifier = Classifier.of(dialect);
    this.dialect = dialect;
  }

  /** Whether every write is denied. */
  boolean readsOnly() {
    return readsOnly;
  }

  Dialect dialect() {
    return dialect;
  }

  /** What the text touches, for messages. */
  List<String> tables(String sql) {
    return classifier.tables(sql);
  }

  /** What holds for this text. */
  Ruling of(String sql) {
    Ruling known = near[slot(sql, NEAR_SLOTS)];
    return known != null && known.sql().equals(sql) ? known : cached(sql);
  }

  private Ruling cached(String sql) {
    Ruling known = kept.find(sql);
    if (known == null) {
      return judge(sql);
    }
    if (sql.length() <= LONGEST_NEAR) {
      near[slot(sql, NEAR_SLOTS)] = known;
    }
    return known;
  }

  private static int slot(String sql, int slots) {
    int hash = sql.hashCode();
    return (hash ^ (hash >>> 16)) & (slots - 1);
  }

  /** What holds for several texts that are sent together. */
  Ruling of(List<Ruling> together) {
    String sql = String.join(";\n", together.stream().map(Ruling::sql).distinct().toList());
    return ruling(
        sql,
        new Judgement(
            together.stream()
                .flatMap(ruling -> ruling.judgement().statements().stream())
                .toList()));
  }

  /** Whether the text or the time changes what holds for what a text does. */
  boolean varies() {
    return varies;
  }

  /** What holds for a text of these operations at this moment. */
  Decision decide(Set<Operation> operations, String sql, Clock clock) {
    return varies ? assignment.decide(operations, occasion(sql, clock)) : decide(operations);
  }

  /** A text and this moment. */
  Occasion occasion(String sql, Clock clock) {
    return new Occasion(clock.instant(), sql, dialect);
  }

  private Ruling judge(String sql) {
    Ruling ruling = ruling(sql, classifier.judge(sql));
    int slot = slot(sql, SEEN_SLOTS);
    if (seenOnce[slot] == sql.hashCode()) {
      kept.keep(ruling);
    } else {
      seenOnce[slot] = sql.hashCode();
    }
    return ruling;
  }

  /** What holds for something that was judged already. */
  Ruling ruling(String sql, Judgement judgement) {
    return ruling(sql, judgement, judgement.reaches().isEmpty());
  }

  /** What holds for a text if all that it reaches has a say in these decisions. */
  Ruling withReaches(Ruling ruling) {
    return ruling(ruling.sql(), ruling.judgement(), true);
  }

  private Ruling ruling(String sql, Judgement judgement, boolean everythingSpeaks) {
    Decision decision = decide(judgement.operations());
    boolean changes = judgement.changes();
    boolean passes =
        everythingSpeaks
            && decision.verdict() == Verdict.ALLOW
            && !(changes && (isProtected || varies))
            && leavesTransaction(judgement.statements())
            && !GuardSql.isOne(sql);
    return new Ruling(sql, judgement, decision, passes, changes);
  }

  private Decision decide(Set<Operation> operations) {
    Decision known = decided.get(operations);
    if (known != null) {
      return known;
    }
    Decision fresh = assignment.decide(operations);
    if (decided.size() < MOST_DECIDED) {
      decided.put(operations, fresh);
    }
    return fresh;
  }

  private static boolean leavesTransaction(List<JudgedStatement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).transaction() != TransactionControl.NONE) {
        return false;
      }
    }
    return true;
  }

  /** Whether doing this leaves a line in the audit. */
  boolean audited(Judgement judgement) {
    return isProtected && judgement.changes();
  }
}
