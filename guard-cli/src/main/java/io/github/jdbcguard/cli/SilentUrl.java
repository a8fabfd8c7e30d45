package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.GuardUrl;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Tells whether connecting by a URL alone would change something. */
final class SilentUrl {
  private SilentUrl() {}

  /** Why a command that only looks should not connect by it. */
  static Optional<String> objection(String url, Properties properties) {
    Map<String, String> texts = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    Target target = TargetResolver.resolve(inner(url), texts, Surroundings.ofThisProcess());
    if (!target.connectSql().isEmpty()) {
      return Optional.of(
          "the driver would run SQL while it connects, because of the URL or a property; leave that"
              + " out, as this command only looks");
    }
    return target.endpoints().stream()
        .filter(endpoint -> missing(target.engine(), endpoint))
        .findFirst()
        .map(
            endpoint ->
                "there is no database '%s', and connecting would create it"
                    .formatted(endpoint.database()));
  }

  private static boolean missing(Engine engine, Endpoint endpoint) {
    if (!endpoint.inProcess() || !endpoint.database().startsWith("/")) {
      return false;
    }
    boolean plainFile = engine == Engine.SQLITE || engine == Engine.DUCKDB;
    return (plainFile && Files.notExists(Path.of(endpoint.database())))
        || (engine == Engine.H2 && Files.notExists(Path.of(endpoint.database() + ".mv.db")));
  }

  private static String inner(String url) {
    try {
      return GuardUrl.parse(url).map(GuardUrl::innerUrl).orElse(url);
    } catch (IllegalArgumentException unusable) {
      return url;
    }
  }
}
