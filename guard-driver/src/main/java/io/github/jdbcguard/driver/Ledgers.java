package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.FileLedger;
import io.github.jdbcguard.confirm.Ledger;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where it is kept how often approvals were used. One of each for the process. Thread-safe. */
final class Ledgers {
  private static final Map<String, Ledger> OPEN = new ConcurrentHashMap<>();

  private Ledgers() {}

  /**
   * The ledger of a connection: that of the policy where it names one, then that of the settings,
   * then the usual file.
   *
   * @throws IOException where what is named cannot be one, saying why
   */
  static Ledger of(Session session) throws IOException {
    String named = session.policy().ledger();
    String place = named.isEmpty() ? session.settings().ledger() : named;
    Ledger known = OPEN.get(place);
    if (known != null) {
      return known;
    }
    Ledger fresh = open(place);
    Ledger earlier = OPEN.putIfAbsent(place, fresh);
    return earlier == null ? fresh : earlier;
  }

  private static Ledger open(String place) throws IOException {
    if (place.isEmpty()) {
      return FileLedger.inHome();
    }
    try {
      return new FileLedger(Path.of(place));
    } catch (InvalidPathException e) {
      throw new IOException("the ledger '%s' is no path: %s".formatted(place, e.getReason()), e);
    }
  }
}
