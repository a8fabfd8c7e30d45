package io.github.jdbcguard.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Chance, and the nasty parts that generated URLs are made of. */
@NullMarked
record Pieces(Random random) {

  /**
   * Spellings of hosts, each with the one that targets have; found without asking any name service.
   */
  private static final Map<String, String> HOSTS =
      Map.ofEntries(
          Map.entry("dev.example.com", "dev.example.com"),
          Map.entry("prod.example.com", "prod.example.com"),
          Map.entry("PROD.Example.com", "prod.example.com"),
          Map.entry("prod.example.com.", "prod.example.com"),
          Map.entry("h1", "h1"),
          Map.entry("a_b-c", "a_b-c"),
          Map.entry("localhost", "localhost"),
          Map.entry("10.0.0.1", "10.0.0.1"),
          Map.entry("127.1", "127.0.0.1"),
          Map.entry("2130706433", "127.0.0.1"),
          Map.entry("0177.0.0.1", "177.0.0.1"),
          Map.entry("[::1]", "::1"),
          Map.entry("[FD00:66:0:0::1]", "fd00:66::1"),
          Map.entry("[::ffff:10.0.0.1]", "10.0.0.1"));

  private static final Map<String, String> CANONICAL =
      HOSTS.entrySet().stream()
          .collect(
              Collectors.toMap(
                  host -> host.getKey().toLowerCase(Locale.ROOT),
                  Map.Entry::getValue,
                  (one, same) -> one));

  private static final List<String> SPELLINGS = HOSTS.keySet().stream().sorted().toList();

  static Endpoint inOneSpelling(Endpoint endpoint) {
    String host = endpoint.host().toLowerCase(Locale.ROOT);
    String spelling = CANONICAL.getOrDefault(host, CANONICAL.getOrDefault("[" + host + "]", host));
    return new Endpoint(spelling, endpoint.port(), endpoint.database());
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Mostly the usual text, now and then one of the others. */
  String mostly(String usual, String... others) {
    return chance(85) ? usual : oneOf(others);
  }

  String host() {
    return SPELLINGS.get(random.nextInt(SPELLINGS.size()));
  }

  String port() {
    return chance(90)
        ? oneOf("1", "5432", "3306", "3307", "65535")
        : oneOf("", "0", "05432", "65536", "-1", "+5", "x", "5 ", "1:2");
  }

  /** A name with what might part a URL, or nothing. */
  String name() {
    return chance(85)
        ? oneOf("app", "App", "prod", "my db", "a-b_c", "x.y")
        : oneOf(
            "", "a/b", "a;b", "a,b", "a+b", "ä", "a%b", "a=b", "a?b", "#a", "a@b", "a'b", "a\\b");
  }

  /** As URLs are encoded, here and there more than is needed. */
  String encoded(String text) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .map(c -> c.equals("%") || chance(5) ? percent(c) : c)
        .collect(Collectors.joining());
  }

  private static String percent(String character) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02x".formatted(b & 0xff));
    }
    return encoded.toString();
  }

  /** The key as it is, now and then in another case. */
  String key(String key) {
    return switch (below(12)) {
      case 0 -> key.toUpperCase(Locale.ROOT);
      case 1 -> key.toLowerCase(Locale.ROOT);
      case 2 -> key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
      default -> key;
    };
  }

  /** From none to as many as {@code most}, few more often than many. */
  List<String> some(int most, Supplier<String> piece) {
    List<String> pieces = new ArrayList<>();
    while (pieces.size() < most && chance(45)) {
      pieces.add(piece.get());
    }
    return pieces;
  }

  /** One, often more. */
  List<String> several(int most, Supplier<String> piece) {
    List<String> pieces = new ArrayList<>(List.of(piece.get()));
    pieces.addAll(some(most - 1, piece));
    return pieces;
  }
}
