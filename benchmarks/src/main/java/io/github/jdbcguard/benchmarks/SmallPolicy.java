package io.github.jdbcguard.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A policy as a small team has it, and its audit, in files that are gone at the end of the process.
 */
final class SmallPolicy {
  private SmallPolicy() {}

  /** The file, and in it the level of the databases that are measured. */
  static Path file(String level) {
    try {
      return Files.writeString(temporary(".yaml"), text(level));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String level) {
    return """
        guard: 1
        environments:
          here:
            level: %s
            match:
              - host: localhost
              - engine: h2
            rules: { update: allow, delete: deny }
          staging:
            level: guarded
            match:
              - { host: "*.example.com", database: "*_staging" }
          production:
            level: protected
            match:
              - { host: db.example.com, database: shop }
              - cidr: 10.20.0.0/16
            identity:
              postgresql: ["7339481022133344556"]
            origins:
              workstation: { write: deny }
              application: { write: allow }
        """
        .formatted(level);
  }

  /** Where the audit goes. */
  static Path audit() {
    try {
      return temporary(".jsonl");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary(String suffix) throws IOException {
    Path file = Files.createTempFile("guard-benchmarks", suffix);
    file.toFile().deleteOnExit();
    return file;
  }
}
