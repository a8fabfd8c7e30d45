package io.github.jdbcguard.cli;

import java.util.Optional;

/** The JSON schema by which editors complete and check a {@code guard.yaml}. */
final class EditorSchema {
  /** Where the first line of each starter looks for it, seen from the policy. */
  static final String FILE = ".guard/guard.schema.json";

  private EditorSchema() {}

  /** The schema of the format that this version reads; empty as long as there is none. */
  static Optional<String> text() {
    return Optional.empty();
  }
}
