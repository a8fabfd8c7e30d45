package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditFinding.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether lines follow each other as they were written, and if not, what happened to them. It keeps
 * the last few thousand hashes and nothing else. Used by one thread.
 */
final class ChainCheck {
  private static final int RECENT = 4_096;

  private final Findings findings;
  private final Gaps gaps = new Gaps();
  private final Map<Long, Set<String>> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Set<String>> eldest) {
          return size() > RECENT;
        }
      };
  private final Map<Long, Set<String>> watched = new HashMap<>();
  private Optional<ChainHead> first = Optional.empty();
  private ChainHead last = ChainHead.NONE;
  private boolean fileBegins;
  private long count;

  ChainCheck(Findings findings) {
    this.findings = findings;
  }

  /** Keeps the hash of a line that somebody wants to compare later. */
  void watch(long seq) {
    watched.put(seq, new TreeSet<>());
  }

  /** A new file begins. */
  void file() {
    fileBegins = true;
  }

  /** Takes the next chained line of a file. */
  void read(Path file, RawLine raw, AuditRecord line) {
    String stated = line.text("hash");
    String computed = ChainFormat.hashOf(raw.bytes());
    long seq = line.number("seq");
    if (!computed.equals(stated)) {
      findings.add(
          Kind.EDITED,
          file,
          raw.number(),
          seq,
          "the line was edited: its hash does not fit what it says");
      boolean follows = knows(last.seq(), line.text("prev"));
      if (first.isPresent() && !follows && seq != last.seq() + 1) {
        return; // nothing in it can be relied on, and the chain goes on without it
      }
      seq = first.isPresent() ? last.seq() + 1 : seq;
    } else {
      place(file, raw.number(), line, seq);
    }
    begin(seq, line.text("prev"));
    remember(seq, stated);
    remember(seq, computed);
    last = seq >= last.seq() ? new ChainHead(seq, stated) : last;
    fileBegins = false;
    count++;
  }

  private void begin(long seq, String prev) {
    if (first.isEmpty()) {
      first = Optional.of(new ChainHead(seq - 1, prev));
    }
  }

  private void place(Path file, long line, AuditRecord record, long seq) {
    String prev = record.text("prev");
    if (first.isEmpty()) {
      first(file, line, record, seq);
      return;
    }
    if (seq > last.seq() + 1) {
      gaps.add(last.seq() + 1, seq - 1, file, line, findings);
    }
    if (seq <= last.seq() && !late(file, line, seq, record.text("hash"))) {
      return;
    }
    if (recent.containsKey(seq - 1) && !knows(seq - 1, prev)) {
      String where =
          fileBegins ? "the file does not continue the one before it: " : "the chain is broken: ";
      findings.add(
          Kind.REPLACED,
          file,
          line,
          seq,
          where
              + "'prev' is not the hash of seq %d, which was replaced, or this line was"
                  .formatted(seq - 1));
    }
  }

  /** Tells of a line that comes too late, and whether it can have the line before it here. */
  private boolean late(Path file, long line, long seq, String hash) {
    if (gaps.fill(seq)) {
      String message = "seq %d stands behind seq %d: lines were swapped".formatted(seq, last.seq());
      findings.add(Kind.MOVED, file, line, seq, message);
      return true;
    }
    if (knows(seq, hash)) {
      String message = "seq %d is here once more: the line was doubled".formatted(seq);
      findings.add(Kind.DOUBLED, file, line, seq, message);
      return false;
    }
    String message = "seq %d is another line's already: one of the two was inserted".formatted(seq);
    findings.add(Kind.INSERTED, file, line, seq, message);
    return true;
  }

  private void first(Path file, long line, AuditRecord record, long seq) {
    String previous = record.text("previous");
    long before = seq - 1;
    if (before == 0 && !record.text("prev").equals(ChainHead.NONE.hash())) {
      findings.add(
          Kind.REPLACED, file, line, seq, "seq 1 is the first of all, but names a line before it");
    }
    if (before > 0 && !record.text("event").equals("opened")) {
      String message = "the file begins with seq %d; what was before it is missing".formatted(seq);
      findings.add(Kind.MISSING, file, line, seq, message);
    } else if (before > 0) {
      boolean full = !previous.equals(String.valueOf(Rotation.current(file).getFileName()));
      findings.add(
          full ? Kind.EARLIER_FILES_GONE : Kind.LOST_FILE,
          file,
          line,
          seq,
          full
              ? "'%s', with the lines up to seq %d, is not here: deleted as too old, or moved"
                  .formatted(PlainText.of(previous), before)
              : "the file before, with the lines up to seq %d, was deleted or replaced before it was full"
                  .formatted(before));
    }
  }

  private boolean knows(long seq, String hash) {
    return recent.getOrDefault(seq, Set.of()).contains(hash);
  }

  private void remember(long seq, String hash) {
    recent.computeIfAbsent(seq, any -> new TreeSet<>()).add(hash);
    if (watched.containsKey(seq)) {
      watched.getOrDefault(seq, new TreeSet<>()).add(hash);
    }
  }

  /** Compares the end with what somebody else knows of it. */
  void compare(ChainHead known, String who, Path file) {
    if (known.seq() > last.seq()) {
      findings.add(
          Kind.CUT,
          file,
          0,
          known.seq(),
          "%s knows seq %d, but the file ends with seq %d: the last %d lines were cut off"
              .formatted(who, known.seq(), last.seq(), known.seq() - last.seq()));
      return;
    }
    Set<String> hashes = watched.getOrDefault(known.seq(), Set.of());
    if (!hashes.isEmpty() && !hashes.contains(known.hash())) {
      findings.add(
          Kind.REPLACED,
          file,
          0,
          known.seq(),
          "seq %d has another hash than %s knows: the chain was written anew, there or before"
              .formatted(known.seq(), who));
    }
  }

  /** Tells what never came. */
  void end() {
    gaps.tell(findings);
  }

  ChainHead first() {
    return first.orElse(ChainHead.NONE);
  }

  ChainHead last() {
    return last;
  }

  long count() {
    return count;
  }
}
