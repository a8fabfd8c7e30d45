package io.github.jdbcguard.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The environment that is written down in a database, and the database that it was written for: a
 * copy elsewhere has another identity, and so a stale marker.
 *
 * @param environment the name, or an alias, of an environment
 * @param identity of server and database, as {@link ServerReport#databaseIdentity} tells it
 */
public record Marker(String environment, String identity) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  public Marker {
    if (!NAME.matcher(environment).matches() || identity.isBlank()) {
      throw new IllegalArgumentException("no marker: '%s %s'".formatted(environment, identity));
    }
  }

  /** As it is written into a database. */
  public String text() {
    return environment + " " + identity;
  }

  /** The marker that a database holds; empty where the text is none. */
  public static Optional<Marker> parse(String text) {
    String[] parts = text.strip().split(" ", 2);
    boolean whole = parts.length == 2 && NAME.matcher(parts[0]).matches() && !parts[1].isBlank();
    return whole ? Optional.of(new Marker(parts[0], parts[1].strip())) : Optional.empty();
  }
}
