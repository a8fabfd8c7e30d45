package io.github.jdbcguard.confirm;

import java.util.Map;

/**
 * Keeps ledgers elsewhere than in files. Found by {@link java.util.ServiceLoader}; the module
 * {@code guard-store} has one for databases.
 */
public interface LedgerProvider {

  /** Whether it is for such a place. */
  boolean accepts(String url);

  /**
   * The ledger of that place; the same one for the same place. Nothing is connected to before it is
   * used.
   *
   * @param login {@code user}, {@code password} and {@code schema}, where the caller knows them;
   *     else they are taken from {@code guard.ledger.user} and {@code GUARD_LEDGER_USER}, and so on
   * @throws IllegalArgumentException for a place that cannot be used, saying why
   */
  Ledger open(String url, Map<String, String> login);
}
