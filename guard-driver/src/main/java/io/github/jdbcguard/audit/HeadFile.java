package io.github.jdbcguard.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file beside an audit file that keeps the end of its chain, and whose lock is held by whoever
 * writes. It stays open as long as the process lives: with POSIX locks, closing one descriptor of a
 * file gives up every lock that the process has on it. Nothing here can be interrupted, for an
 * interrupt would close the file.
 */
final class HeadFile {
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();
  private static final long PAUSE = Duration.ofNanos(50_000).toNanos();
  private static final Pattern FORM = Pattern.compile("(\\d{18}:[0-9a-f]{64}) (\\d{18})\\n");
  private static final int SIZE = 103;

  /**
   * What was written last.
   *
   * @param length of the file with that line
   */
  record Mark(ChainHead head, long length) {
    static final Mark NONE = new Mark(ChainHead.NONE, 0);

    /** Whatever is no mark is as good as none. */
    static Mark parse(String text) {
      Matcher matcher = FORM.matcher(text);
      return matcher.matches()
          ? new Mark(ChainHead.parse(matcher.group(1)), Long.parseLong(matcher.group(2)))
          : NONE;
    }

    @Override
    public String toString() {
      return "%018d:%s %018d\n".formatted(head.seq(), head.hash(), length);
    }
  }

  private final Path path;
  private final RandomAccessFile file;
  private final Object key;

  private HeadFile(Path path, RandomAccessFile file, Object key) {
    this.path = path;
    this.file = file;
    this.key = key;
  }

  /** The one beside an audit file. */
  static Path beside(Path audit) {
    return audit.resolveSibling(audit.getFileName() + ".head");
  }

  /** Opens it, or creates it. */
  static HeadFile open(Path path) throws IOException {
    OwnFiles.create(path);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new HeadFile(path, file, OwnFiles.key(path));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Whether it is still the file of that name. */
  boolean current() {
    return OwnFiles.isStill(path, key);
  }

  /** Gives it up once its name is another file's, or nobody's. */
  void close() throws IOException {
    file.close();
  }

  /**
   * Waits until nobody else writes.
   *
   * @throws IOException where somebody else does for too long
   */
  FileLock lock() throws IOException {
    long start = System.nanoTime();
    while (true) {
      FileLock lock = tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - start > PATIENCE) {
        throw new IOException(
            "another process or class loader has locked '%s' for %d s; end it, or wait for it"
                .formatted(path, Duration.ofNanos(PATIENCE).toSeconds()));
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // of another class loader in this process
    }
  }

  /** Gives it its full size first, so that a disk that is full later does not meet it. */
  Mark read() throws IOException {
    if (file.length() < SIZE) {
      write(Mark.NONE);
    }
    byte[] bytes = new byte[SIZE];
    file.seek(0);
    file.readFully(bytes);
    return Mark.parse(new String(bytes, StandardCharsets.US_ASCII));
  }

  void write(Mark mark) throws IOException {
    file.seek(0);
    file.write(mark.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** What stands in one that this process does not write. */
  static Mark read(Path path) throws IOException {
    return Files.exists(path)
        ? Mark.parse(Files.readString(path, StandardCharsets.ISO_8859_1))
        : Mark.NONE;
  }
}
