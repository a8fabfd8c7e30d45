package io.github.jdbcguard.driver;

import java.sql.SQLInvalidAuthorizationSpecException;

/**
 * Says that the guard refused, and what to do next; nothing was sent. Non-transient, so that nobody
 * retries and pools keep the connection. {@link #getSQLState()} says why:
 *
 * <ul>
 *   <li>{@code 28X01} by a rule
 *   <li>{@code 28X02} needs a confirmation that was not given
 *   <li>{@code 28X03} needs an approval that was not given or does not fit
 *   <li>{@code 28X04} the target is not declared, and the statement is not a read
 *   <li>{@code 28X05} the target is not the expected environment
 *   <li>{@code 28X06} the policy, or a setting of the guard, is invalid
 *   <li>{@code 28X07} an earlier refusal in this transaction: roll back first
 * </ul>
 */
public final class GuardRefusedException extends SQLInvalidAuthorizationSpecException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String environment;
  private final String rule;
  private final String next;

  GuardRefusedException(Refusal refusal) {
    super(refusal.message(), refusal.state().code());
    this.id = refusal.id();
    this.environment = refusal.environment();
    this.rule = refusal.rule();
    this.next = refusal.next();
  }

  /** Names this refusal in the audit. */
  public String id() {
    return id;
  }

  /** The environment that refused; empty where none was found out yet. */
  public String environment() {
    return environment;
  }

  /** The rule that refused, with the place where it stands. */
  public String rule() {
    return rule;
  }

  /** What to do next, in one or more lines. */
  public String next() {
    return next;
  }
}
