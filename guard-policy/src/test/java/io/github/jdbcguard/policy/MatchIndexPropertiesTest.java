package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.MatchIndex.Match;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.NullMarked;

/** The index finds what trying every entry finds, and asks for addresses when that does. */
@NullMarked
class MatchIndexPropertiesTest {
  private static final Place PLACE = new Place("p", 1, 1);

  @Property(edgeCases = EdgeCasesMode.NONE)
  void findsWhatTryingEveryEntryFinds(
      @ForAll("policies") List<Environment> policy,
      @ForAll("requests") ConnectionRequest request,
      @ForAll("addresses") Map<String, List<String>> addresses) {
    Endpoint endpoint = request.target().endpoints().get(0);
    Names expectedNames = new Names(addresses);
    Names names = new Names(addresses);

    List<Match> expected = tryEvery(policy, request, endpoint, expectedNames);
    List<Match> found = MatchIndex.of(policy).find(request, endpoint, names);

    assertThat(found).isEqualTo(expected);
    assertThat(names.asked).isEqualTo(expectedNames.asked);
  }

  private static List<Match> tryEvery(
      List<Environment> policy,
      ConnectionRequest request,
      Endpoint endpoint,
      HostAddresses addresses) {
    List<Match> found = new ArrayList<>();
    for (Environment environment : policy) {
      Optional<MatchEntry> first =
          environment.recognition().matches().stream()
              .filter(entry -> entry.matches(request, endpoint, environment.level(), addresses))
              .findFirst();
      first.ifPresent(entry -> found.add(new Match(environment, entry)));
    }
    return found;
  }

  @Provide
  Arbitrary<List<Environment>> policies() {
    return Combinators.combine(Arbitraries.of(Level.values()), entries().list().ofMaxSize(6))
        .as(MatchIndexPropertiesTest::environment)
        .list()
        .ofMaxSize(20);
  }

  private static Environment environment(Level level, List<MatchEntry> entries) {
    return new Environment(
        "e",
        PLACE,
        Set.of(),
        Recognition.of(placed(entries)),
        Protection.of(level, PLACE),
        ConsentTerms.DEFAULT,
        false,
        Messages.NONE);
  }

  /** The same, of which no two are equal. */
  private static List<MatchEntry> placed(List<MatchEntry> entries) {
    List<MatchEntry> placed = new ArrayList<>();
    for (MatchEntry e : entries) {
      Place place = new Place("p", placed.size() + 1, 1);
      placed.add(
          new MatchEntry(
              place,
              e.hosts(),
              e.ports(),
              e.databases(),
              e.engines(),
              e.cidrs(),
              e.users(),
              e.urls()));
    }
    return placed;
  }

  private static Arbitrary<MatchEntry> entries() {
    return Combinators.combine(
            patterns(
                "a",
                "a.x",
                "B.x",
                "*.x",
                "*.Y.x",
                "a*.x",
                "?.x",
                "*",
                "a?",
                "10.0.0.1",
                "::1",
                "*1",
                "**.x",
                "regex:[ab].*"),
            rarely(Arbitraries.of(1, 2)).map(Set::copyOf),
            patterns("d", "D", "e", "d*", "*", "regex:[de]", "*_d", "?*_D", "x_*_e", "\u0130"),
            rarely(Arbitraries.of(Engine.H2, Engine.MYSQL)).map(Set::copyOf),
            blocks(),
            rarely(Arbitraries.of("u", "V*")).map(MatchIndexPropertiesTest::patterns),
            rarely(Arbitraries.of("jdbc:a", "JDBC:*")).map(MatchIndexPropertiesTest::patterns))
        .as(
            (hosts, ports, databases, engines, blocks, users, urls) ->
                new MatchEntry(PLACE, hosts, ports, databases, engines, blocks, users, urls));
  }

  private static Arbitrary<List<TextPattern>> patterns(String... texts) {
    return Arbitraries.of(texts).list().ofMaxSize(2).map(MatchIndexPropertiesTest::patterns);
  }

  private static List<TextPattern> patterns(List<String> texts) {
    return texts.stream().map(TextPattern::parse).toList();
  }

  private static Arbitrary<List<Cidr>> blocks() {
    return Arbitraries.of(
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.0.0.0/31",
            "10.0.0.1",
            "11.0.0.0/9",
            "::/0",
            "::/64",
            "::1",
            "fd00::/8",
            "fd00::/127",
            "fd00::1")
        .map(Cidr::parse)
        .list()
        .ofMaxSize(2);
  }

  /** None in most cases, so that entries fit. */
  private static <T> Arbitrary<List<T>> rarely(Arbitrary<T> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(List.<T>of())), Tuple.of(1, values.map(List::of)));
  }

  @Provide
  Arbitrary<ConnectionRequest> requests() {
    Arbitrary<String> hosts =
        Arbitraries.of(
            "", "a", "A", "b", "a.x", "A.X", "b.y.x", "ab.x", "10.0.0.1", "::1", "fd00::1");
    return Combinators.combine(
            hosts,
            Arbitraries.of(1, 2),
            Arbitraries.of("", "d", "D", "e", "i", "x_d", "X_y_D", "x_y_e", "_d"),
            Arbitraries.of(Engine.H2, Engine.MYSQL),
            Arbitraries.of("", "u", "U", "v1"),
            Arbitraries.of("", "jdbc:a", "JDBC:A"))
        .as(
            (host, port, database, engine, user, url) -> {
              Endpoint endpoint =
                  host.isEmpty()
                      ? Endpoint.inProcess(database)
                      : new Endpoint(host, port, database);
              Target target = Target.resolved(engine, List.of(endpoint), List.of());
              return new ConnectionRequest(target, user, url);
            });
  }

  @Provide
  Arbitrary<Map<String, List<String>>> addresses() {
    Arbitrary<String> address =
        Arbitraries.of("10.0.0.1", "10.0.0.2", "11.0.0.1", "::1", "fd00::1", "fd00::2");
    return Arbitraries.maps(
        Arbitraries.of("a", "A", "b", "a.x", "b.y.x", "ab.x"), address.list().ofMaxSize(3));
  }

  /** A table of names that notes which were asked for. */
  private static final class Names implements HostAddresses {
    private final Map<String, List<String>> table;
    private final Set<String> asked = new HashSet<>();

    Names(Map<String, List<String>> table) {
      this.table = table;
    }

    @Override
    public List<InetAddress> of(String host) {
      asked.add(host);
      return table.getOrDefault(host, List.of()).stream()
          .map(text -> Cidr.literal(text).orElseThrow())
          .toList();
    }
  }
}
