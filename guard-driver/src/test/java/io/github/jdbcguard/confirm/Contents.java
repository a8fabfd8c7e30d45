package io.github.jdbcguard.confirm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is signed in tests, and what can be changed in it. */
record Contents(
    TokenKind kind,
    String request,
    Claims claims,
    String requester,
    String approver,
    Instant notBefore,
    Instant expires,
    int uses,
    String reason,
    List<String> statements) {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Claims CLAIMS = new Claims("production", "pg db/shop", "7339", "shop", "app");
  static final String DROP = StatementDigest.of("DROP TABLE legacy");
  static final String TRUNCATE = StatementDigest.of("TRUNCATE logs");
  static final String OTHER = StatementDigest.of("DROP TABLE orders");
  static final String REQUEST = StatementDigest.of("request");

  static Contents approvalBy(String approver) {
    return new Contents(
        TokenKind.APPROVAL,
        REQUEST,
        CLAIMS,
        "sam",
        approver,
        NOW.minusSeconds(60),
        NOW.plus(Duration.ofHours(2)),
        1,
        "SHOP-12",
        List.of(DROP, TRUNCATE));
  }

  TokenContent content() {
    return new TokenContent(
        kind,
        request,
        claims,
        requester,
        approver,
        notBefore,
        expires,
        uses,
        reason,
        statements,
        List.of());
  }

  Contents kind(TokenKind other) {
    return new Contents(
        other,
        request,
        claims,
        requester,
        approver,
        notBefore,
        expires,
        uses,
        reason,
        other == TokenKind.BREAK_GLASS ? List.of() : statements);
  }

  Contents claims(UnaryOperator<Claims> change) {
    return new Contents(
        kind,
        request,
        change.apply(claims),
        requester,
        approver,
        notBefore,
        expires,
        uses,
        reason,
        statements);
  }

  Contents request(String other) {
    return new Contents(
        kind, other, claims, requester, approver, notBefore, expires, uses, reason, statements);
  }

  Contents requester(String other) {
    return new Contents(
        kind, request, claims, other, approver, notBefore, expires, uses, reason, statements);
  }

  Contents between(Instant from, Instant until) {
    return new Contents(
        kind, request, claims, requester, approver, from, until, uses, reason, statements);
  }

  Contents uses(int other) {
    return new Contents(
        kind, request, claims, requester, approver, notBefore, expires, other, reason, statements);
  }

  Contents reason(String other) {
    return new Contents(
        kind, request, claims, requester, approver, notBefore, expires, uses, other, statements);
  }

  Contents statements(String... other) {
    return new Contents(
        kind,
        request,
        claims,
        requester,
        approver,
        notBefore,
        expires,
        uses,
        reason,
        List.of(other));
  }
}
