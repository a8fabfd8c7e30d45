package io.github.jdbcguard.audit;

import java.nio.file.Path;
import java.util.Map;

/**
 * Keeps the lines of audit files elsewhere as well. Found by {@link java.util.ServiceLoader}; the
 * module {@code guard-store} has one for databases.
 */
public interface AuditSinkProvider {

  /** Whether it is for such a place. */
  boolean accepts(String url);

  /**
   * The sink for that place and file; the same one for the same two. Nothing is connected to before
   * there are lines.
   *
   * @param file the audit file
   * @param login {@code user}, {@code password} and {@code schema}, where the caller knows them;
   *     else they are taken from {@code guard.audit.table.user} and {@code GUARD_AUDIT_TABLE_USER},
   *     and so on
   * @throws IllegalArgumentException for a place that cannot be used, saying why
   */
  AuditSink open(String url, Path file, Map<String, String> login);
}
