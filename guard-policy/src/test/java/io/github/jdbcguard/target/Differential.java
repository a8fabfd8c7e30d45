package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/**
 * What a real driver makes of generated URLs, against what the guard says of them: the same places,
 * or that they are not certain. Where the driver refuses the URL, the guard may say anything.
 *
 * <p>The number of cases is the system property {@code differential.cases}; {@code
 * differential.seed} begins another series, or repeats one case with as many cases as one.
 */
@NullMarked
record Differential(Function<Pieces, Case> generator, Driver driver, Surroundings surroundings) {

  private static final int CASES = Integer.getInteger("differential.cases", 2_000);
  private static final int EXHAUSTIVE = 100_000;
  private static final long FIRST_SEED = Long.getLong("differential.seed", 1);

  /** What a driver is given. */
  record Case(String url, Map<String, String> properties) {
    Case {
      properties = new TreeMap<>(properties);
    }
  }

  /** The parser of a real driver. */
  @FunctionalInterface
  interface Driver {

    /**
     * Where it would connect to, each host as it would hand it to the JVM; nothing where only
     * connecting tells.
     *
     * @throws Exception where it refuses the URL
     */
    List<Endpoint> endpoints(Case example) throws Exception;
  }

  /** Asserts that no answer is weaker than the driver's, and that most are answers at all. */
  void compare() {
    compare(CASES);
  }

  /**
   * The same with fewer cases day by day, for drivers that have to be watched while they connect.
   */
  void compareOneIn(int part) {
    compare(CASES >= EXHAUSTIVE ? CASES : Math.max(1, CASES / part));
  }

  private void compare(int cases) {
    int accepted = 0;
    int certain = 0;
    Map<String, Integer> doubts = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      Case example = generator.apply(new Pieces(new Random(seed)));
      List<Endpoint> expected;
      try {
        expected = driver.endpoints(example);
      } catch (Exception refused) {
        continue;
      }
      Target target = TargetResolver.resolve(example.url(), example.properties(), surroundings);
      assertNotWeaker(target, expected, "seed %d: %s".formatted(seed, example));
      accepted += expected.isEmpty() ? 0 : 1;
      certain += target.certain() ? 1 : 0;
      doubts.merge(target.doubt(), target.certain() ? 0 : 1, Integer::sum);
    }
    if (CASES >= 1_000) {
      assertThat(accepted).as("cases that the driver takes").isGreaterThan(cases / 2);
      assertThat(certain)
          .as("certain targets; of others: %s", doubts)
          .isGreaterThan(accepted / 3 * 2);
    }
  }

  private static void assertNotWeaker(Target target, List<Endpoint> expected, String example) {
    if (expected.isEmpty()) {
      assertThat(target.certain()).as(example).isFalse();
    } else if (target.resolved()) {
      Set<Endpoint> places = new HashSet<>();
      expected.forEach(place -> places.add(Pieces.inOneSpelling(place)));
      assertThat(Set.copyOf(target.endpoints())).as(example).isEqualTo(places);
    }
  }
}
