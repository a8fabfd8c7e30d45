package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether this process may read from its terminal. A shell lets only one group of processes do so;
 * any other would be stopped, or wait for a line that goes elsewhere (POSIX, 11.1.4 terminal access
 * control). Known on Linux alone (proc(5)); elsewhere every process counts as one that may.
 */
final class Foreground {
  /** Behind the name of the program, which stands in brackets and may hold anything. */
  private static final int GROUP = 2;

  private static final int GROUP_OF_TERMINAL = 5;

  private Foreground() {}

  static boolean isThisProcess() {
    try {
      return of(Files.readString(Path.of("/proc/self/stat")));
    } catch (IOException | SecurityException notKnown) {
      return true;
    }
  }

  /** By the one line of the file {@code stat}. */
  static boolean of(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length <= GROUP_OF_TERMINAL || fields[GROUP].equals(fields[GROUP_OF_TERMINAL]);
  }
}
