package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditFinding.Gravity;
import java.nio.file.Path;
import java.util.ArrayList;
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

  List<AuditFinding> first() {
    return first;
  }

  long broken() {
    return broken;
  }
}
