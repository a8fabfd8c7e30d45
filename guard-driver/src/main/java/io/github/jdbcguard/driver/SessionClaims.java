package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Endpoint;

/** What a consent on a connection is bound to. */
final class SessionClaims {
  private SessionClaims() {}

  static Claims of(Session session) {
    ServerReport report = session.report();
    return new Claims(
        session.environment(),
        session.target().toString(),
        report.databaseIdentity().or(report::identity).orElse(""),
        report
            .database()
            .or(() -> session.target().endpoints().stream().map(Endpoint::database).findFirst())
            .orElse(""),
        session.user().isEmpty() ? report.user().orElse("") : session.user());
  }
}
