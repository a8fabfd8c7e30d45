package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Reach;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has a say in what a connection sends that does not pass at once: the environments of its
 * target, and of what else is reached. Most connections never need it. Thread-safe.
 */
final class Admissions {
  /** Of so many different sets of databases the admission is remembered. */
  private static final int MOST_REMEMBERED = 256;

  private static final Reach TOO_MANY = Reach.of(Reach.Kind.UNKNOWN, "too many databases");

  private final Session session;
  private final TransactionState transaction;
  private final SecondLayer second;
  private final Reaching reaching;
  private final Admission own;
  private final Presented presented;
  private final Answers answers;

  /** For what reaches more than the target of the connection. */
  private final Map<Set<Reach>, Admission> others = new ConcurrentHashMap<>();

  /** Other databases that were read: a change to a row of a result may be a change there. */
  private final Set<Reach> read = ConcurrentHashMap.newKeySet();

  Admissions(Session session, TransactionState transaction, SecondLayer second) {
    this.session = session;
    this.transaction = transaction;
    this.second = second;
    this.reaching = new Reaching(session);
    this.presented = Presented.by(session.settings());
    this.own = new Admission(session, reaching, presented, transaction, second);
    this.answers = new Answers(session, presented, transaction, second, this::forgetYeses);
  }

  /** By the environments of the connection's own target. */
  Admission own() {
    return own;
  }

  /** What was presented on the connection, and what it is for. */
  Presented presented() {
    return presented;
  }

  /** What the guard says itself. */
  Answers answers() {
    return answers;
  }

  /** By the environments of everything that is reached. */
  Admission of(Ruling ruling) {
    Set<Reach> reaches = ruling.judgement().reaches();
    if (reaches.isEmpty()) {
      return own;
    }
    Admission known = others.get(reaches);
    return known != null ? known : remembered(reaches);
  }

  /** Whether later statements would belong to an environment that the connection does not. */
  boolean leaves(Reach reach) {
    return reaching.leaves(reach);
  }

  /** The other databases that were read so far. */
  Set<Reach> read() {
    return read;
  }

  /** Forgets what was said yes to on this connection. */
  void forgetYeses() {
    own.forgetYeses();
    others.clear();
  }

  /** Forgets what was said yes to, and the change that the statements belonged to. */
  void forgetUser() {
    forgetYeses();
    presented.change(session.settings().change());
  }

  private Admission remembered(Set<Reach> reaches) {
    reaches.stream()
        .filter(Reach::reads)
        .map(reach -> read.size() < MOST_REMEMBERED ? reach : TOO_MANY)
        .forEach(reach -> read.add(Reach.of(reach.kind(), reach.name())));
    Session all = reaching.session(reaches);
    Admission admission =
        all.equals(session) ? own : new Admission(all, reaching, presented, transaction, second);
    if (others.size() < MOST_REMEMBERED) {
      others.put(reaches, admission);
    }
    return admission;
  }
}
