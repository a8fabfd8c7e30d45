package io.github.jdbcguard.driver;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What was presented on a connection so that more is let pass: by its settings, or later by a
 * statement for the guard. Thread-safe.
 */
final class Presented {
  /** Immutable, so that one look sees codes and reason that belong together. */
  private volatile Papers papers;

  /**
   * All that was presented so far.
   *
   * @param codes confirmation codes
   * @param reason why it is done; empty where nobody said
   */
  record Papers(Set<String> codes, String reason) {
    static final Papers NONE = new Papers(Set.of(), "");

    Papers {
      codes = Set.copyOf(codes);
    }
  }

  private Presented(Papers papers) {
    this.papers = papers;
  }

  static Presented by(GuardSettings settings) {
    return new Presented(new Papers(settings.codes(), settings.reason()));
  }

  Papers papers() {
    return papers;
  }

  /** One more code; an empty reason leaves the one that was given. */
  synchronized void add(Set<String> codes, String reason) {
    Set<String> all = new LinkedHashSet<>(papers.codes());
    all.addAll(codes);
    papers = new Papers(all, reason.isEmpty() ? papers.reason() : reason);
  }

  /** Takes everything back. */
  synchronized void release() {
    papers = Papers.NONE;
  }
}
