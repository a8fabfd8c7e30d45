package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds where no policy file is found. */
public final class BuiltInDefaults {
  private static final Place PLACE = new Place(Place.BUILT_IN, 1, 1);

  /** Databases in this process and on loopback are open. */
  public static final Layer LAYER =
      Layer.of(
          Layer.Kind.BUILT_IN,
          Place.BUILT_IN,
          List.of(
              new Environment(
                  "local",
                  PLACE,
                  Set.of(),
                  Recognition.of(List.of(inProcess(), loopbackName(), loopbackAddress())),
                  Protection.of(Level.OPEN, PLACE),
                  ConsentTerms.DEFAULT,
                  false,
                  Messages.NONE)));

  private BuiltInDefaults() {}

  private static MatchEntry inProcess() {
    Set<Engine> embedded =
        Arrays.stream(Engine.values()).filter(Engine::embeddable).collect(Collectors.toSet());
    return entry(List.of(), embedded, List.of());
  }

  private static MatchEntry loopbackName() {
    return entry(List.of(TextPattern.parse("localhost")), Set.of(), List.of());
  }

  private static MatchEntry loopbackAddress() {
    return entry(List.of(), Set.of(), List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1")));
  }

  private static MatchEntry entry(List<TextPattern> hosts, Set<Engine> engines, List<Cidr> cidrs) {
    return new MatchEntry(PLACE, hosts, Set.of(), List.of(), engines, cidrs, List.of(), List.of());
  }
}
