package io.github.jdbcguard.store;

import io.github.jdbcguard.confirm.Ledger;
import io.github.jdbcguard.confirm.LedgerProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps ledgers in databases. */
public final class TableLedgerProvider implements LedgerProvider {
  private static final Map<StoreAddress, Ledger> OPEN = new ConcurrentHashMap<>();

  @Override
  public boolean accepts(String url) {
    return StoreAddress.fits(url);
  }

  @Override
  public Ledger open(String url, Map<String, String> login) {
    StoreAddress address = TableLedger.address(url, login);
    return OPEN.computeIfAbsent(address, key -> new TableLedger(new Store(key)));
  }
}
