package io.github.jdbcguard.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * An audit file that is open for writing. Whoever appends holds the lock of the head; syncing needs
 * none. Nothing here can be interrupted, for an interrupt would close the file.
 */
final class LineFile {
  private final Path path;
  private final RandomAccessFile file;
  private final Object key;
  private volatile long appended;

  /** Guarded by this. */
  private long synced;

  /** Guarded by this. */
  private boolean closed;

  private LineFile(Path path, RandomAccessFile file, Object key) {
    this.path = path;
    this.file = file;
    this.key = key;
  }

  /** Opens it, or creates it with its folders. */
  static LineFile open(Path path) throws IOException {
    boolean created = OwnFiles.create(path);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      LineFile lines = new LineFile(path, file, OwnFiles.key(path));
      if (created) {
        OwnFiles.syncFolder(path);
      }
      return lines;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Whether it is still the file of that name, and not rotated, deleted or replaced. */
  boolean current() {
    return OwnFiles.isStill(path, key);
  }

  long length() throws IOException {
    return file.length();
  }

  /** A part of it. */
  byte[] read(long start, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(start);
    file.readFully(bytes);
    return bytes;
  }

  /** Appends all of it, or nothing. */
  void append(byte[] bytes) throws IOException {
    long before = file.length();
    try {
      file.seek(before);
      file.write(bytes);
      if (file.length() != before + bytes.length) {
        throw new IOException("is no ordinary file, so nothing would be kept in it");
      }
    } catch (IOException e) {
      cut(before, e);
      throw e;
    }
    appended = before + bytes.length;
  }

  /** Takes away what was appended, because of a problem that is told anyway. */
  void cut(long length, IOException problem) {
    try {
      file.setLength(length);
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }

  /**
   * Returns when everything up to there is on the disk; several threads share one way to the disk.
   */
  synchronized void sync(long end) throws IOException {
    if (synced >= end) {
      return;
    }
    if (closed) {
      throw new IOException("the disk did not confirm what was written to '%s'".formatted(path));
    }
    long until = appended;
    file.getFD().sync();
    synced = until;
  }

  /** Closes it, with everything on the disk that somebody may still wait for. */
  synchronized void close() throws IOException {
    try {
      sync(appended);
    } finally {
      closed = true;
      file.close();
    }
  }
}
