package io.github.jdbcguard.audit;

import io.github.jdbcguard.policy.AuditTerms;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of an audit file in this process (one for each class loader). Its files stay open
 * between two events. Thread-safe; its lock, and the one that holds off other processes, are held
 * for a write and not for the way to the disk.
 */
final class ChainFile {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final ConcurrentMap<Path, ChainFile> OPEN = new ConcurrentHashMap<>();

  /** After so many events of a process the head of the chain is told to the log. */
  private static final int ANCHOR_INTERVAL = 1_000;

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable HeadFile headFile;
  private @Nullable LineFile lines;
  private HeadFile.Mark last = HeadFile.Mark.NONE;
  private boolean abandoned;
  private long count;

  /**
   * What came of an event.
   *
   * @param file that it is in
   * @param end of its line
   * @param anchor whether the head is to be told to the log
   */
  record Written(AuditLine line, Path path, LineFile file, long end, boolean anchor) {}

  private ChainFile(Path file) {
    this.file = file;
  }

  /** The writer of a file. */
  static ChainFile of(Path file) {
    Path path = file.toAbsolutePath().normalize();
    ChainFile known = OPEN.get(path);
    if (known != null) {
      return known;
    }
    OPEN.values().removeIf(ChainFile::abandoned);
    return OPEN.computeIfAbsent(path, ChainFile::new);
  }

  /** What the head file says. This process must not open it again while it writes. */
  static HeadFile.Mark mark(Path file) throws IOException {
    ChainFile writer = OPEN.get(file.toAbsolutePath().normalize());
    return writer == null ? HeadFile.read(HeadFile.beside(file)) : writer.mark();
  }

  private HeadFile.Mark mark() throws IOException {
    writing.lock();
    try {
      boolean open = headFile != null && headFile.current();
      return open ? last(headFile) : HeadFile.read(HeadFile.beside(file));
    } finally {
      writing.unlock();
    }
  }

  private static HeadFile.Mark last(@Nullable HeadFile head) throws IOException {
    return head == null ? HeadFile.Mark.NONE : head.read();
  }

  /** Closes the files of a folder that was deleted; whoever still has this writer gets another. */
  private boolean abandoned() {
    if (Files.exists(HeadFile.beside(file)) || !writing.tryLock()) {
      return false;
    }
    try {
      abandoned = headFile != null;
      close();
    } catch (IOException e) {
      abandoned = true; // nobody will read what was deleted
    } finally {
      writing.unlock();
    }
    return abandoned;
  }

  private void close() throws IOException {
    try {
      if (lines != null) {
        lines.close();
      }
    } finally {
      lines = null;
      if (headFile != null) {
        headFile.close();
      }
      headFile = null;
    }
  }

  /**
   * Appends an entry, in a new file if this one is full.
   *
   * @throws IOException which names the file and the reason
   */
  Written append(Entry entry, AuditTerms terms) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      Written written = write(entry, terms);
      if (syncs(entry, terms)) {
        written.file().sync(written.end());
      }
      return written;
    } catch (IOException e) {
      throw WriteProblem.of(file, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean syncs(Entry entry, AuditTerms terms) {
    return switch (terms.sync()) {
      case NEVER -> false;
      case CONSENT -> entry.durable();
      case ALWAYS -> true;
    };
  }

  private Written write(Entry entry, AuditTerms terms) throws IOException {
    writing.lock();
    try {
      while (!abandoned) {
        HeadFile head = head();
        FileLock lock = head.lock();
        try {
          if (head.current()) {
            return locked(head, entry, terms);
          }
        } finally {
          lock.release();
        }
        headFile = null; // somebody deleted it
        head.close();
      }
    } finally {
      writing.unlock();
    }
    return of(file).write(entry, terms);
  }

  private HeadFile head() throws IOException {
    HeadFile known = headFile;
    HeadFile head = known == null ? HeadFile.open(HeadFile.beside(file)) : known;
    headFile = head;
    return head;
  }

  private LineFile currentLines() throws IOException {
    LineFile known = lines;
    if (known != null && known.current()) {
      return known;
    }
    lines = null;
    last = new HeadFile.Mark(last.head(), 0);
    if (known != null) {
      known.close();
    }
    LineFile opened = LineFile.open(file);
    lines = opened;
    return opened;
  }

  private Written locked(HeadFile head, Entry entry, AuditTerms terms) throws IOException {
    boolean begins = lines == null;
    LineFile current = currentLines();
    ChainTail tail = tail(head, current);
    long room = terms.rotateBytes() - current.length();
    if (current.length() > 0 && entry.members().length() > room && tail.ended()) {
      current = rotated(tail.head(), entry, terms);
      tail = ChainTail.of(tail.head(), current.length());
    } else if (begins) {
      Rotation.retain(file, terms.retention(), entry.time());
    }
    Addition addition = Addition.to(file, tail, entry);
    long before = current.length();
    byte[] bytes = addition.text().getBytes(StandardCharsets.US_ASCII);
    current.append(bytes);
    return remember(head, current, addition, before);
  }

  /** A line whose head could not be kept is taken back. */
  private Written remember(HeadFile head, LineFile current, Addition addition, long before)
      throws IOException {
    HeadFile.Mark mark = new HeadFile.Mark(addition.line().head(), current.length());
    try {
      head.write(mark);
    } catch (IOException e) {
      current.cut(before, e);
      throw e;
    }
    last = mark;
    boolean anchor = count % ANCHOR_INTERVAL == 0 || addition.opens();
    count++;
    return new Written(addition.line(), file, current, mark.length(), anchor);
  }

  /**
   * Where the chain goes on: from whatever is furthest of what the file, the head file and this
   * process say, so that what was cut off stays missing.
   */
  private ChainTail tail(HeadFile head, LineFile current) throws IOException {
    long length = current.length();
    if (length > 0 && length == last.length()) {
      return ChainTail.of(last.head(), length);
    }
    HeadFile.Mark mark = head.read();
    ChainHead known = mark.head().furthest(last.head());
    if (length == 0 || length == mark.length()) {
      return ChainTail.of(known, length);
    }
    ChainTail tail = ChainTail.read(current);
    return new ChainTail(known.furthest(tail.head()), tail.chained(), tail.torn(), tail.ended());
  }

  private LineFile rotated(ChainHead head, Entry entry, AuditTerms terms) throws IOException {
    LineFile full = currentLines();
    lines = null;
    full.close();
    try {
      Files.move(file, Rotation.of(file, head.seq(), entry.time()).file());
    } catch (IOException e) {
      LOG.warn("audit file {} is full, but stays, for it has no new name: {}", file, e.toString());
    }
    Rotation.retain(file, terms.retention(), entry.time());
    return currentLines();
  }
}
