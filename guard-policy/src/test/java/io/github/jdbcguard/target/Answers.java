package io.github.jdbcguard.target;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What the resolver says, short enough for a row; the user asks, in {@code /srv/app}. */
@NullMarked
final class Answers {

  private Answers() {}

  /** With properties or settings as {@code key=value}, parted by blanks. */
  static Target resolve(String url, @Nullable String properties) {
    return TargetResolver.resolve(url, pairs(properties), surroundings(""));
  }

  static Surroundings surroundings(String systemProperties) {
    Map<String, String> system = pairs(systemProperties);
    system.put("user.home", "/home/user");
    system.put("user.name", "user");
    return new Surroundings(
        name -> system.getOrDefault(name, ""),
        name -> "",
        Path.of("/srv/app"),
        file -> false,
        file -> Optional.empty());
  }

  private static Map<String, String> pairs(@Nullable String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : Objects.requireNonNullElse(text, "").split(" ", 0)) {
      int sign = pair.indexOf('=');
      if (sign >= 0) {
        pairs.put(pair.substring(0, sign), pair.substring(sign + 1));
      }
    }
    return pairs;
  }

  static String places(String url, @Nullable String properties) {
    return places(resolve(url, properties));
  }

  /** All endpoints, or a dash for an unresolved target. */
  static String places(Target target) {
    return target.endpoints().stream()
        .map(Answers::place)
        .collect(Collectors.joining(" "))
        .transform(text -> target.resolved() ? text : "-");
  }

  private static String place(Endpoint endpoint) {
    return endpoint.inProcess()
        ? endpoint.database()
        : "%s:%d/%s".formatted(endpoint.host(), endpoint.port(), endpoint.database());
  }
}
