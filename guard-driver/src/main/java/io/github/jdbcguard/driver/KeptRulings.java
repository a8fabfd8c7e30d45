package io.github.jdbcguard.driver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rulings by their texts, as many as there is room for. They are kept in two generations: when the
 * younger has taken half of the room, it becomes the older one, and what nobody looked for since it
 * was that is forgotten. Thread-safe; a hit takes no lock and writes nothing, but for the first of
 * a text in each generation.
 */
final class KeptRulings {
  /** What an entry costs beside its text, in characters. */
  private static final int OVERHEAD = 200;

  private final long half;

  /** Of the younger generation. */
  private final AtomicLong characters = new AtomicLong();

  private volatile Map<String, Ruling> younger = new ConcurrentHashMap<>();
  private volatile Map<String, Ruling> older = Map.of();

  /**
   * With nothing in it.
   *
   * @param most what it holds, in characters of SQL, which take one or two bytes each
   */
  KeptRulings(long most) {
    this.half = most / 2;
  }

  /** The ruling of this text, if it is kept. */
  @Nullable Ruling find(String sql) {
    Ruling known = younger.get(sql);
    if (known != null) {
      return known;
    }
    Ruling before = older.get(sql);
    if (before != null) {
      keep(before);
    }
    return before;
  }

  /** Keeps a ruling, unless its text alone would take the room of all others. */
  void keep(Ruling ruling) {
    int length = ruling.sql().length() + OVERHEAD;
    if (length <= half / 2
        && younger.put(ruling.sql(), ruling) == null
        && characters.addAndGet(length) > half) {
      age();
    }
  }

  private synchronized void age() {
    if (characters.get() > half) {
      older = younger;
      younger = new ConcurrentHashMap<>();
      characters.set(0);
    }
  }
}
