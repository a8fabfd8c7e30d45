package io.github.jdbcguard.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Numbers that were passed over, and may still come. Used by one thread. */
final class Gaps {
  private static final int MOST = 1_000;

  private final List<Gap> gaps = new ArrayList<>();

  /** Lines that are not where they should be: before that line of that file. */
  private record Gap(long from, long to, Path file, long line) {
    boolean holds(long seq) {
      return from <= seq && seq <= to;
    }

    String message() {
      return from == to
          ? "seq %d is missing before this line".formatted(from)
          : "seq %d to %d are missing before this line (%d lines)"
              .formatted(from, to, to - from + 1);
    }
  }

  void add(long from, long to, Path file, long line, Findings findings) {
    if (gaps.size() == MOST) {
      tell(gaps.remove(0), findings);
    }
    gaps.add(new Gap(from, to, file, line));
  }

  /** Whether a number was passed over; it is not missing any more then. */
  boolean fill(long seq) {
    for (int i = 0; i < gaps.size(); i++) {
      Gap gap = gaps.get(i);
      if (gap.holds(seq)) {
        gaps.remove(i);
        if (seq < gap.to) {
          gaps.add(i, new Gap(seq + 1, gap.to, gap.file, gap.line));
        }
        if (gap.from < seq) {
          gaps.add(i, new Gap(gap.from, seq - 1, gap.file, gap.line));
        }
        return true;
      }
    }
    return false;
  }

  /** Tells what never came. */
  void tell(Findings findings) {
    gaps.forEach(gap -> tell(gap, findings));
  }

  private static void tell(Gap gap, Findings findings) {
    findings.add(AuditFinding.Kind.MISSING, gap.file, gap.line, gap.from, gap.message());
  }
}
