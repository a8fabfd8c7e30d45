package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.HostName;
import io.github.jdbcguard.target.Target;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the real driver, where its parser is to be trusted and only reads, what it makes of a URL:
 * should it name another place than the guard, both count, and the target is not certain.
 */
final class DriverOpinion {
  private static final Set<Engine> ASKED =
      EnumSet.of(Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB);

  /** What makes parsing more than that: a class that is loaded, a look-up of names. */
  private static final List<String> NEVER_ASKED = List.of("transform", "srv");

  private static final ClassValue<Optional<DriverParser>> PARSERS =
      new ClassValue<>() {
        @Override
        protected Optional<DriverParser> computeValue(Class<?> driver) {
          return DriverParsers.of(driver);
        }
      };

  /** Pools ask the same again and again; what a driver reads beside the URL may change. */
  private static final Remembered<Asked, List<Endpoint>> OPINIONS =
      new Remembered<>(200, System::nanoTime);

  private static final Duration MEMORY = Duration.ofSeconds(30);

  private DriverOpinion() {}

  /** What a driver was asked, but for what leads nowhere and is nobody's business. */
  private record Asked(String url, Map<Object, Object> settings) {
    static Asked of(String url, Properties properties) {
      Map<Object, Object> settings = new HashMap<>(properties);
      settings
          .keySet()
          .removeIf(key -> key.toString().toLowerCase(Locale.ROOT).contains("password"));
      return new Asked(url, settings);
    }
  }

  /**
   * The target, stricter where the driver disagrees.
   *
   * @param properties those that the driver would get; it is shown a copy
   */
  static Target of(Target target, String url, Properties properties) {
    if (!target.resolved() || !ASKED.contains(target.engine()) || isDangerous(url, properties)) {
      return target;
    }
    return and(target, remembered(url, properties));
  }

  private static List<Endpoint> remembered(String url, Properties properties) {
    Asked asked = Asked.of(url, properties);
    Optional<List<Endpoint>> known = OPINIONS.get(asked);
    if (known.isPresent()) {
      return known.get();
    }
    List<Endpoint> fresh = opinion(url, properties);
    OPINIONS.put(asked, fresh, MEMORY);
    return fresh;
  }

  private static List<Endpoint> opinion(String url, Properties properties) {
    try {
      return opinion(DelegateDrivers.find(url), url, properties);
    } catch (SQLException noDriver) {
      return List.of();
    }
  }

  static Target of(Target target, Driver driver, String url, Properties properties) {
    return and(target, opinion(driver, url, properties));
  }

  private static List<Endpoint> opinion(Driver driver, String url, Properties properties) {
    return PARSERS
        .get(driver.getClass())
        .map(parser -> endpoints(parser, url, properties))
        .orElse(List.of());
  }

  /** Whether a driver that is asked may do more than to read the URL. */
  static boolean isDangerous(String url, Properties properties) {
    return isDangerous(url)
        || properties.stringPropertyNames().stream().anyMatch(DriverOpinion::isDangerous);
  }

  private static boolean isDangerous(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return NEVER_ASKED.stream().anyMatch(lower::contains);
  }

  private static List<Endpoint> endpoints(DriverParser parser, String url, Properties properties) {
    Properties copy = new Properties();
    copy.putAll(properties);
    try {
      return parser.endpoints(url, copy);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError noOpinion) {
      return List.of();
    }
  }

  private static Target and(Target target, List<Endpoint> opinion) {
    Set<Endpoint> known = Set.copyOf(target.endpoints());
    List<Endpoint> others =
        opinion.stream()
            .map(DriverOpinion::canonical)
            .filter(place -> !known.contains(place))
            .distinct()
            .toList();
    if (others.isEmpty()) {
      return target;
    }
    List<Endpoint> all = new ArrayList<>(target.endpoints());
    all.addAll(others);
    String doubt =
        "the guard reads %s, and the driver %s"
            .formatted(places(target.endpoints()), places(others));
    return new Target(target.engine(), all, doubt, target.connectSql());
  }

  private static Endpoint canonical(Endpoint place) {
    String host = HostName.parse(place.host()).orElse(place.host().toLowerCase(Locale.ROOT));
    return new Endpoint(host, place.port(), place.database());
  }

  private static String places(List<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
  }
}
