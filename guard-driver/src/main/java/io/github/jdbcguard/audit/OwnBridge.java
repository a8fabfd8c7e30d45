package io.github.jdbcguard.audit;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The bridge to java.util.logging that the all jar brings along, for scripts and tools without a
 * log of their own. There, every event would be a line on the screen of whoever runs the script,
 * who has the refusal before them already; so the audit is quiet unless somebody asks for it.
 */
final class OwnBridge {
  private static final String OURS = "io.github.jdbcguard.";

  @SuppressWarnings("UnusedVariable") // else the logger is forgotten, and its level with it
  private static @Nullable Logger quiet;

  private OwnBridge() {}

  /** Leaves a logger warnings alone, if it goes through the bridge and nobody has set a level. */
  static void quieten(String name) {
    if (!LoggerFactory.getILoggerFactory().getClass().getName().startsWith(OURS)) {
      return;
    }
    Logger logger = Logger.getLogger(name);
    if (!levelSet(logger)) {
      logger.setLevel(Level.WARNING);
      quiet = logger;
    }
  }

  /** For it or for one above it, but for the root, which always has one. */
  private static boolean levelSet(Logger logger) {
    for (Logger one = logger; one != null && !one.getName().isEmpty(); one = one.getParent()) {
      if (one.getLevel() != null) {
        return true;
      }
    }
    return false;
  }
}
