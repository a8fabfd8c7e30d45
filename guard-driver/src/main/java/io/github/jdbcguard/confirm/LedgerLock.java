package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file, against other threads, class loaders and processes. The file stays open for as
 * long as the process lives: where one of several open files of a process is closed, the operating
 * system takes away the lock that another of them holds.
 */
final class LedgerLock {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 3;
  private static final Map<Path, Opened> OPEN = new ConcurrentHashMap<>();

  private final FileLock lock;

  private LedgerLock(FileLock lock) {
    this.lock = lock;
  }

  /**
   * A file that stays open.
   *
   * @param key by which the system tells it from another one that took its place; may be empty
   */
  private record Opened(FileChannel channel, Optional<Object> key) {}

  /**
   * Waits until nobody else has the lock. It looks again and again: within one process the system
   * would not wait but fail, for another class loader as well.
   *
   * @throws IOException where somebody keeps it for very long
   */
  static LedgerLock acquire(Path file) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<FileLock> lock = tried(file);
    while (lock.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "%s is locked by somebody for %d s".formatted(file, PATIENCE.toSeconds()));
      }
      pause();
      lock = tried(file);
    }
    return new LedgerLock(lock.get());
  }

  private static Optional<FileLock> tried(Path file) throws IOException {
    Opened opened = opened(file);
    try {
      FileLock lock = opened.channel().tryLock();
      if (lock == null || key(file).equals(opened.key())) {
        return Optional.ofNullable(lock);
      }
      lock.release(); // somebody removed the file, and others would lock another one
      OPEN.remove(file, opened);
    } catch (OverlappingFileLockException byAnotherThread) {
      // The same as where another process has it.
    }
    return Optional.empty();
  }

  private static synchronized Opened opened(Path file) throws IOException {
    Opened opened = OPEN.get(file);
    if (opened == null) {
      OwnerOnly.make(file);
      opened = new Opened(new RandomAccessFile(file.toFile(), "rw").getChannel(), key(file));
      OPEN.put(file, opened);
    }
    return opened;
  }

  private static Optional<Object> key(Path file) throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException removed) {
      return Optional.of(file);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the ledger", e);
    }
  }

  /** Lets the next one have it. */
  void release() throws IOException {
    lock.release();
  }
}
