package io.github.jdbcguard.store;

import io.github.jdbcguard.audit.AuditSink;
import io.github.jdbcguard.audit.AuditSinkProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the lines of audit files in databases. */
public final class AuditTableProvider implements AuditSinkProvider {
  private static final Map<Key, AuditTable> OPEN = new ConcurrentHashMap<>();

  private record Key(StoreAddress address, Path file) {}

  @Override
  public boolean accepts(String url) {
    return StoreAddress.fits(url);
  }

  @Override
  public AuditSink open(String url, Path file, Map<String, String> login) {
    Key key = new Key(AuditTable.address(url, login), file.toAbsolutePath().normalize());
    return OPEN.computeIfAbsent(key, AuditTableProvider::opened);
  }

  /** What is left at the end of the process is sent then. */
  private static AuditTable opened(Key key) {
    AuditTable table = new AuditTable(new Store(key.address()), key.file());
    Runtime.getRuntime().addShutdownHook(new Thread(table::finish, "guard-audit-table-end"));
    return table;
  }
}
