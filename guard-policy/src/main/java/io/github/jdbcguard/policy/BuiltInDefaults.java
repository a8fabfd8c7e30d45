package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds where no policy file is found. */
final class BuiltInDefaults {
  private static final Place PLACE = new Place(Place.BUILT_IN, 1, 1);

  static final Layer LAYER =
      new Layer(
          Layer.Kind.BUILT_IN,
          Place.BUILT_IN,
          List.of(
              new Environment(
                  "local",
                  PLACE,
                  Level.OPEN,
                  PLACE,
                  List.of(inProcess(), loopbackName(), loopbackAddress()),
                  Map.of(),
                  Rules.NONE,
                  Map.of())),
          List.of());

  private BuiltInDefaults() {}

  private static MatchEntry inProcess() {
    Set<Engine> embedded =
        Arrays.stream(Engine.values()).filter(Engine::embeddable).collect(Collectors.toSet());
    return new MatchEntry(PLACE, List.of(), Set.of(), List.of(), embedded, List.of());
  }

  private static MatchEntry loopbackName() {
    return new MatchEntry(
        PLACE, List.of(TextPattern.parse("localhost")), Set.of(), List.of(), Set.of(), List.of());
  }

  private static MatchEntry loopbackAddress() {
    List<Cidr> blocks = List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1"));
    return new MatchEntry(PLACE, List.of(), Set.of(), List.of(), Set.of(), blocks);
  }
}
