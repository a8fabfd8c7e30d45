package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.ApprovalTokens;
import io.github.jdbcguard.confirm.ConfirmationCode;
import io.github.jdbcguard.confirm.InvalidTokenException;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.policy.Origins.Found;
import io.github.jdbcguard.server.Hold;
import io.github.jdbcguard.sql.GuardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers the statements that are for the guard itself, and for no server. */
final class Answers {
  /** What a driver prepares in place of a statement that it never gets. */
  static final String STAND_IN = "SELECT 1";

  private final Session session;
  private final Presented presented;
  private final TransactionState transaction;
  private final SecondLayer second;

  /** Forgets the yeses of the connection. */
  private final Runnable forgetYeses;

  Answers(
      Session session,
      Presented presented,
      TransactionState transaction,
      SecondLayer second,
      Runnable forgetYeses) {
    this.session = session;
    this.presented = presented;
    this.transaction = transaction;
    this.second = second;
    this.forgetYeses = forgetYeses;
  }

  /** Does what the text says, and tells what came of it. */
  ResultSet to(Ruling ruling) throws SQLException {
    return AnswerRows.of(answer(parsed(ruling.sql())));
  }

  private static GuardSql parsed(String sql) throws SQLException {
    try {
      return GuardSql.parse(sql);
    } catch (IllegalArgumentException e) {
      throw new SQLSyntaxErrorException(e.getMessage(), "42000", e);
    }
  }

  private Map<String, ?> answer(GuardSql command) throws SQLException {
    return switch (command.verb()) {
      case STATUS -> status();
      case EXPLAIN -> explained(command.argument());
      case CONFIRM -> confirmed(command.argument(), command.reason());
      case APPROVE -> approved(command.argument());
      case RELEASE -> released();
    };
  }

  private Map<String, String> status() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("environment", session.environment());
    rows.put("level", session.assignment().environment().level().id());
    rows.put("target", session.target().toString());
    rows.put("known by", session.assignment().evidence());
    rows.put("identity", session.report().databaseIdentity().orElse("not asked, or not told"));
    rows.put("user", session.user().isEmpty() ? "not known" : session.user());
    rows.put(
        "origin",
        session.origins().found().stream().map(Answers::origin).collect(Collectors.joining("; ")));
    rows.put("policy", session.policy().sources());
    rows.put("policy version", session.policyVersion());
    if (session.decisions().readsOnly()) {
      rows.put("on the server", second.hold().words());
    }
    rows.put("can be asked", session.canAsk() ? "yes, at the terminal" : "no");
    rows.put("transaction", transaction.refused() ? "something was refused: roll back" : "whole");
    rows.put("reason", presented.papers().reason());
    rows.put("codes", codes());
    rows.put("approvals", Integer.toString(presented.papers().tokens().size()));
    new SignedConsents(session, presented)
        .brokenForAll()
        .ifPresent(
            glass ->
                rows.put(
                    "break-glass", "by %s until %s".formatted(glass.person(), glass.expires())));
    rows.put("audit", session.settings().auditLog().file().toString());
    return rows;
  }

  private static String origin(Found found) {
    return "%s (%s)".formatted(found.origin().id(), found.evidence());
  }

  private String codes() {
    return presented.papers().codes().isEmpty()
        ? "none"
        : presented.papers().codes().stream().sorted().collect(Collectors.joining(", "));
  }

  private Map<String, String> explained(String sql) throws SQLException {
    Map<String, String> rows = new LinkedHashMap<>();
    new ExplainedStatement(session, sql)
        .with(second)
        .toMap()
        .forEach(
            (name, value) -> {
              if (!(value instanceof Map) && !name.equals("rules")) {
                rows.put(name, text(value));
              }
            });
    return rows;
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : value.toString();
  }

  private Map<String, String> confirmed(String codes, String reason) throws SQLException {
    Set<String> given = GuardSettings.codes(codes);
    if (given.isEmpty() || !given.stream().allMatch(ConfirmationCode::isOne)) {
      throw new SQLSyntaxErrorException(
          "that is no code; a refusal prints one, as in GUARD CONFIRM '7KQ2-M4XD'", "42000");
    }
    presented.add(given, reason);
    return Map.of(
        "confirmed",
        "%s: counts on this connection, if it fits; run the statement again"
            .formatted(String.join(", ", given)));
  }

  private Map<String, String> approved(String token) throws SQLException {
    List<Token> tokens;
    try {
      tokens = ApprovalTokens.read(token);
    } catch (InvalidTokenException e) {
      throw new SQLSyntaxErrorException(e.getMessage(), "42000", e);
    }
    boolean glass = tokens.stream().anyMatch(t -> t.content().kind() == TokenKind.BREAK_GLASS);
    if (glass && session.decisions().readsOnly() && second.hold() != Hold.NOTHING) {
      throw new SQLSyntaxErrorException(
          "the server was told that this connection only reads; open another one with guard.approval",
          "42000");
    }
    presented.add(tokens);
    return Map.of(
        "presented",
        tokens.stream().map(one -> one.content().kind().id()).collect(Collectors.joining(", "))
            + ", on this connection; run the statement again");
  }

  private Map<String, String> released() {
    presented.release();
    forgetYeses.run();
    session.surroundings().yeses().clear();
    return Map.of("released", "what was confirmed and approved on this connection counts no more");
  }
}
