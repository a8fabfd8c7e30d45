package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.PlainText;
import io.github.jdbcguard.confirm.ApprovalTokens;
import io.github.jdbcguard.confirm.InvalidTokenException;
import io.github.jdbcguard.confirm.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was presented on a connection so that more is let pass, and what it is for: by its settings,
 * or later. Thread-safe.
 */
final class Presented {
  /** Broken glass that was used; guarded by this. */
  private final Set<String> used = new HashSet<>();

  private volatile String change;

  /** Immutable, so that one look sees codes and reason that belong together. */
  private volatile Papers papers;

  /**
   * All that was presented so far.
   *
   * @param codes confirmation codes
   * @param reason why it is done; empty where nobody said
   * @param tokens signed approvals and the like
   * @param fault why what was set as approval could not be read; else empty
   */
  record Papers(Set<String> codes, String reason, List<Token> tokens, String fault) {
    static final Papers NONE = new Papers(Set.of(), "", List.of(), "");

    Papers {
      codes = Set.copyOf(codes);
      tokens = List.copyOf(tokens);
    }
  }

  private Presented(Papers papers, String change) {
    this.papers = papers;
    this.change = PlainText.of(change);
  }

  static Presented by(GuardSettings settings) {
    if (settings.approval().isEmpty()) {
      return new Presented(
          new Papers(settings.codes(), settings.reason(), List.of(), ""), settings.change());
    }
    List<Token> tokens = List.of();
    String fault = "";
    try {
      tokens = ApprovalTokens.read(settings.approval());
    } catch (InvalidTokenException e) {
      fault = String.valueOf(e.getMessage());
    }
    return new Presented(
        new Papers(settings.codes(), settings.reason(), tokens, fault), settings.change());
  }

  /** The change that the statements belong to, for people; empty where nobody said. */
  String change() {
    return change;
  }

  /** From now on the statements belong to this change; empty for none. */
  void change(String name) {
    change = PlainText.of(name);
  }

  Papers papers() {
    return papers;
  }

  /** One more code; an empty reason leaves the one that was given. */
  synchronized void add(Set<String> codes, String reason) {
    Set<String> all = new LinkedHashSet<>(papers.codes());
    all.addAll(codes);
    papers =
        new Papers(
            all, reason.isEmpty() ? papers.reason() : reason, papers.tokens(), papers.fault());
  }

  /** More signed tokens; what could not be read before is forgotten. */
  synchronized void add(List<Token> tokens) {
    List<Token> all = new ArrayList<>(papers.tokens());
    tokens.stream().filter(token -> !all.contains(token)).forEach(all::add);
    papers = new Papers(papers.codes(), papers.reason(), all, "");
  }

  /** Whether broken glass is used for the first time on this connection. */
  synchronized boolean firstUse(String request) {
    return used.add(request);
  }

  /** As if it had not been used. */
  synchronized void forgetUse(String request) {
    used.remove(request);
  }

  /** Takes everything back. */
  synchronized void release() {
    papers = Papers.NONE;
  }
}
