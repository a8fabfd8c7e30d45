package io.github.jdbcguard.confirm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody says by signing a token. */
public enum TokenKind {
  /** The statements of a request may be sent. */
  APPROVAL,
  /** They may not, whoever else approves. */
  VETO,
  /** An environment is opened in an emergency. */
  BREAK_GLASS;

  /** The name in tokens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<TokenKind> parse(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
