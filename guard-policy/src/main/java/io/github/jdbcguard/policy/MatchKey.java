package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.TextPattern.Glob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What match entries are filed under: an entry fits an endpoint only where the endpoint has one of
 * the keys of the entry. Texts are folded as a {@link Glob} compares them without their case.
 */
sealed interface MatchKey
    permits MatchKey.Host, MatchKey.Suffix, MatchKey.Database, MatchKey.DatabaseEnd, Cidr.Prefix {

  /** A whole host. */
  record Host(String folded) implements MatchKey {}

  /** The end of a host, from one of its dots on. */
  record Suffix(String folded) implements MatchKey {}

  /** A database. */
  record Database(String folded) implements MatchKey {}

  /** The end of a database, from one of its underscores on. */
  record DatabaseEnd(String folded) implements MatchKey {}

  /**
   * What an entry may be filed under: of each list, whatever fits the entry has one of the keys. A
   * list is never empty, and there is none where the entry has no such keys.
   */
  static List<List<MatchKey>> choices(MatchEntry entry) {
    List<List<MatchKey>> choices = new ArrayList<>(3);
    add(choices, ofAll(entry.hosts(), MatchKey::host));
    add(choices, ofAll(entry.databases(), MatchKey::database));
    Set<MatchKey> blocks = new LinkedHashSet<>();
    entry.cidrs().forEach(cidr -> blocks.add(cidr.prefix()));
    add(choices, blocks);
    return choices;
  }

  private static void add(List<List<MatchKey>> choices, Set<MatchKey> keys) {
    if (!keys.isEmpty()) {
      choices.add(List.copyOf(keys));
    }
  }

  /** The keys of all patterns; none where one of them has none. */
  private static Set<MatchKey> ofAll(
      List<TextPattern> patterns, Function<TextPattern, Optional<MatchKey>> key) {
    Set<MatchKey> keys = new LinkedHashSet<>();
    for (TextPattern pattern : patterns) {
      Optional<MatchKey> one = key.apply(pattern);
      if (one.isEmpty()) {
        return Set.of();
      }
      keys.add(one.get());
    }
    return keys;
  }

  private static Optional<MatchKey> host(TextPattern pattern) {
    if (!(pattern instanceof Glob glob)) {
      return Optional.empty();
    }
    if (glob.literal()) {
      return Optional.of(new Host(fold(glob.text())));
    }
    return end(glob.text(), '.').map(Suffix::new);
  }

  private static Optional<MatchKey> database(TextPattern pattern) {
    if (!(pattern instanceof Glob glob)) {
      return Optional.empty();
    }
    return glob.literal()
        ? Optional.of(new Database(fold(glob.text())))
        : end(glob.text(), '_').map(DatabaseEnd::new);
  }

  /** How every text ends that the glob fits, from a separator behind the last wildcard on. */
  private static Optional<String> end(String glob, char separator) {
    int wildcard = Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?'));
    int start = glob.indexOf(separator, wildcard);
    return start < 0 ? Optional.empty() : Optional.of(fold(glob.substring(start)));
  }

  /** The keys that a host has by its name. */
  static List<MatchKey> ofHost(String host) {
    String folded = fold(host);
    List<MatchKey> keys = new ArrayList<>();
    keys.add(new Host(folded));
    for (int dot = folded.indexOf('.'); dot >= 0; dot = folded.indexOf('.', dot + 1)) {
      keys.add(new Suffix(folded.substring(dot)));
    }
    return keys;
  }

  /** The keys that a database has. */
  static List<MatchKey> ofDatabase(String database) {
    String folded = fold(database);
    List<MatchKey> keys = new ArrayList<>();
    keys.add(new Database(folded));
    for (int start = folded.indexOf('_'); start >= 0; start = folded.indexOf('_', start + 1)) {
      keys.add(new DatabaseEnd(folded.substring(start)));
    }
    return keys;
  }

  private static String fold(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
    }
    return new String(folded);
  }
}
