package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditFinding.Gravity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found so far: the first of them whole, the others counted. Used by one thread. */
final class Findings {
  private static final int MOST = 1_000;

  private final List<AuditFinding> first = new ArrayList<>();
  private long broken;

  void add(AuditFinding.Kind kind, Path file, long line, long seq, String message) {
    broken += kind.gravity() == Gravity.BROKEN ? 1 : 0;
    if (first.size() < MOST) {
      first.add(new AuditFinding(kind, file, line, seq, message));
    }
  }

  /** In the order of the files; what is about a file as a whole comes last. */
  List<AuditFinding> first(List<Path> files) {
    return first.stream()
        .sorted(
            Comparator.comparingInt((AuditFinding finding) -> files.indexOf(finding.file()))
                .thenComparingLong(
                    finding -> finding.line() == 0 ? Long.MAX_VALUE : finding.line()))
        .toList();
  }

  long broken() {
    return broken;
  }
}
