package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditSink;
import io.github.jdbcguard.audit.AuditSinkProvider;
import io.github.jdbcguard.confirm.FileLedger;
import io.github.jdbcguard.confirm.Ledger;
import io.github.jdbcguard.confirm.LedgerProvider;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is kept for more than this process: how often approvals were used, and the audit once more.
 * One of each place for the process. Thread-safe.
 */
final class Stores {
  private static final Map<String, Ledger> LEDGERS = new ConcurrentHashMap<>();
  private static final Map<AuditPlace, AuditSink> SINKS = new ConcurrentHashMap<>();

  private record AuditPlace(String url, Path file) {}

  private Stores() {}

  /**
   * The ledger of a connection: that of the policy where it names one, then that of the settings,
   * then the usual file.
   *
   * @throws IOException where what is named cannot be one, saying why
   */
  static Ledger ledger(Session session) throws IOException {
    String named = session.policy().ledger();
    String place = named.isEmpty() ? session.settings().ledger() : named;
    Ledger known = LEDGERS.get(place);
    if (known != null) {
      return known;
    }
    Ledger fresh = openLedger(place);
    Ledger earlier = LEDGERS.putIfAbsent(place, fresh);
    return earlier == null ? fresh : earlier;
  }

  private static Ledger openLedger(String place) throws IOException {
    if (place.isEmpty()) {
      return FileLedger.inHome();
    }
    try {
      return place.startsWith("jdbc:")
          ? found(LedgerProvider.class, p -> p.accepts(place), "the ledger", place)
              .open(place, Map.of())
          : FileLedger.at(place);
    } catch (InvalidPathException e) {
      throw new IOException("the ledger '%s' is no path: %s".formatted(place, e.getReason()), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Where the audit of a connection is kept as well, if anywhere.
   *
   * @throws IOException where what is named cannot be used, saying why
   */
  static Optional<AuditSink> auditSink(GuardSettings settings) throws IOException {
    String url = settings.auditTable();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    AuditPlace place = new AuditPlace(url, settings.auditLog().file());
    AuditSink known = SINKS.get(place);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      AuditSink fresh =
          found(AuditSinkProvider.class, p -> p.accepts(url), "guard.audit.table", url)
              .open(url, place.file(), Map.of());
      AuditSink earlier = SINKS.putIfAbsent(place, fresh);
      return Optional.of(earlier == null ? fresh : earlier);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** In the class loader of the guard, or of the application. */
  private static <T> T found(Class<T> type, Predicate<T> accepts, String what, String url)
      throws IOException {
    String scheme = url.substring(0, Math.max(url.indexOf(':', "jdbc:".length()), 0));
    return Stream.of(Stores.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
        .flatMap(loader -> ServiceLoader.load(type, loader).stream())
        .map(ServiceLoader.Provider::get)
        .filter(accepts)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "%s wants a database (%s), and nothing here can use one; put guard-store and the database's driver on the class path"
                        .formatted(what, scheme)));
  }
}
