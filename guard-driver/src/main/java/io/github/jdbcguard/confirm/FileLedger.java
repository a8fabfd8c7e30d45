package io.github.jdbcguard.confirm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A ledger in a file, to which lines are only ever added; every one is on the disk before anybody
 * goes on. Several threads, processes and class loaders may share it, on one machine: locks of
 * network file systems are not to be relied on. A last line that was cut short counts for whatever
 * it may have been. Thread-safe.
 */
public final class FileLedger implements Ledger {
  /** Of a URL; one letter is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

  private final Path file;

  /** A ledger in this file, which is made, with its folder, when it is first written to. */
  public FileLedger(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * The ledger in the file that somebody has named.
   *
   * @throws IllegalArgumentException where that is no path, or looks like a URL: as a path it would
   *     be a file of this machine alone
   */
  public static FileLedger at(String place) {
    if (SCHEME.matcher(place).lookingAt()) {
      throw new IllegalArgumentException(
          "a ledger in a file is named by a path, and this is a URL");
    }
    return new FileLedger(Path.of(place));
  }

  /** The ledger of this user, if nobody says otherwise. */
  public static FileLedger inHome() {
    return new FileLedger(
        Path.of(System.getProperty("user.home", "."), ".local", "state", "guard", "ledger"));
  }

  /** Something that is done while nobody else writes. */
  private interface Task<T> {
    T run() throws IOException;
  }

  @Override
  public boolean take(List<Use> uses) throws IOException {
    List<String> lines = uses.stream().map(LedgerLine::of).toList();
    return alone(
        () -> {
          List<LedgerLine> taken = lines();
          if (!uses.stream().allMatch(use -> isFree(use, uses, taken))) {
            return false;
          }
          append(lines);
          return true;
        });
  }

  private static boolean isFree(Use use, List<Use> wanted, List<LedgerLine> taken) {
    long before = taken.stream().filter(line -> line.mayBeUse(use)).count();
    long now = wanted.stream().filter(other -> LedgerLine.same(use, other)).count();
    return before + now <= use.allowed();
  }

  @Override
  public void addVeto(String request, String token) throws IOException {
    String line = LedgerLine.ofVeto(request, token);
    alone(
        () -> {
          append(List.of(line));
          return line;
        });
  }

  @Override
  public Set<String> vetoes(String request) throws IOException {
    Set<String> tokens = new LinkedHashSet<>();
    if (Files.exists(file)) {
      alone(this::lines).forEach(line -> line.veto(request).ifPresent(tokens::add));
    }
    return tokens;
  }

  @Override
  public String place() {
    return file.toString();
  }

  private <T> T alone(Task<T> task) throws IOException {
    OwnerOnly.makeFolderOf(file);
    LedgerLock lock = LedgerLock.acquire(Path.of(file + ".lock"));
    try {
      return task.run();
    } finally {
      lock.release();
    }
  }

  private List<LedgerLine> lines() throws IOException {
    List<LedgerLine> lines = new ArrayList<>();
    if (Files.notExists(file)) {
      return lines;
    }
    int number = 0;
    for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!text.isEmpty()) {
        lines.add(LedgerLine.parse(text, file + ":" + number));
      }
    }
    return lines;
  }

  /** In one write, after the end of a line that was cut short; a new file is there for good. */
  private void append(List<String> lines) throws IOException {
    boolean made = OwnerOnly.make(file);
    String start = endsWithLine() ? "" : "\n";
    byte[] bytes = (start + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    // No channel: an interrupt would close it in the middle.
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(bytes);
      out.getFD().sync();
    }
    if (made) {
      keepEntry();
    }
  }

  private boolean endsWithLine() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return true;
      }
      in.seek(in.length() - 1);
      return in.read() == '\n';
    }
  }

  /** The new file is found after a power failure, where the system lets folders be flushed. */
  private void keepEntry() {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException notOnThisSystem) {
      // Windows keeps the entry of a file with the file.
    }
  }
}
