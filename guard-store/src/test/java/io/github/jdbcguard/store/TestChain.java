package io.github.jdbcguard.store;

import io.github.jdbcguard.policy.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes lines as the audit does, with hashes that nobody verifies here. */
final class TestChain {
  private final Path file;
  private final String name;
  private long seq;

  /**
   * A chain that begins with the next line.
   *
   * @param name makes its hashes others than those of other chains
   */
  TestChain(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /** So many lines. */
  void write(int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(next()).append('\n');
    }
    raw(text.toString());
  }

  /** The next line, which is not written. */
  String next() {
    seq++;
    String members =
        "\"v\":2,\"seq\":%d,\"time\":\"2026-11-23T12:00:00.000001Z\",\"event\":\"admitted\",\"id\":\"ID-%d\",\"tables\":[\"a\",\"b\"],\"statement\":\"UPDATE \\\"id\\\" SET x = ',\\\"event\\\":\\\"y'\",\"environment\":\"production\",\"pid\":1"
            .formatted(seq, seq);
    return "{%s,\"hash\":\"%s\"}".formatted(members, Fingerprint.of(List.of(name, members)));
  }

  void raw(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** As the audit does where a file is full. */
  void rotate() throws IOException {
    Files.move(
        file, file.resolveSibling("%s.%012d-20261123T120000Z".formatted(file.getFileName(), seq)));
  }
}
