package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Remembers which server was found at which address, as ssh does in {@code known_hosts}. There is
 * nothing to remember where the file is not there: whoever wants it makes an empty one. Of two
 * lines about one address the later counts. Thread-safe.
 */
public final class KnownServers {
  private static final long LONGEST = 4 << 20;

  private final Path file;
  private final boolean asked;

  private KnownServers(Path file, boolean asked) {
    this.file = file;
    this.asked = asked;
  }

  /** Of this file. */
  public static KnownServers of(Path file) {
    return new KnownServers(file, true);
  }

  /** Knows none and remembers none. */
  public static KnownServers none() {
    return new KnownServers(Path.of(""), false);
  }

  /** In the user's home. */
  public static KnownServers ofUser() {
    return of(Path.of(System.getProperty("user.home", "."), ".config", "guard", "known_servers"));
  }

  /**
   * A line: engine, address, level, environment, and identity of server and database, which may
   * hold blanks.
   */
  private record Known(
      Engine engine, String address, Level level, String environment, String identity, int line) {

    static Known parse(String text, int line) {
      String[] parts = text.strip().split(" +", 5);
      Optional<Engine> engine = Engine.parse(parts[0]);
      Optional<Level> level =
          Arrays.stream(Level.values())
              .filter(l -> parts.length == 5 && l.id().equals(parts[2]))
              .findFirst();
      if (engine.isEmpty() || level.isEmpty()) {
        throw new IllegalArgumentException(
            "line %d is not 'engine host:port level environment identity'".formatted(line));
      }
      return new Known(engine.get(), parts[1], level.get(), parts[3], parts[4], line);
    }

    /** The identity without what tells the databases of a server apart. */
    String server() {
      int end = identity.lastIndexOf('/');
      return end < 0 ? identity : identity.substring(0, end);
    }

    boolean sameDatabase(Known other) {
      return engine == other.engine
          && address.equals(other.address)
          && identity.equals(other.identity);
    }

    String text() {
      return String.join(
          " ", engine.id(), address, level.id(), environment, identity + System.lineSeparator());
    }
  }

  /**
   * Why a connection should not be used: another server than before answers at this address, or one
   * that is known as protected answers where nothing protected was expected. A server that is seen
   * for the first time is remembered.
   *
   * @param endpoints that the connection may have reached
   * @param environment that the connection belongs to
   * @param level of that environment
   */
  public Optional<String> objection(
      List<Endpoint> endpoints, ServerReport report, String environment, Level level) {
    if (!asked || !Files.exists(file) || report.databaseIdentity().isEmpty()) {
      return Optional.empty();
    }
    String identity = report.databaseIdentity().get();
    String address = endpoints.size() == 1 ? address(endpoints.get(0)) : "";
    try {
      List<Known> all = read();
      Optional<Known> elsewhere =
          all.stream()
              .filter(k -> k.engine() == report.engine() && k.identity().equals(identity))
              .filter(k -> k.level().protective() && !level.protective())
              .findFirst();
      if (elsewhere.isPresent()) {
        return elsewhere.map(this::knownAsProtected);
      }
      Known now = new Known(report.engine(), address, level, environment, identity, 0);
      Optional<Known> before =
          all.stream()
              .filter(k -> k.engine() == report.engine() && k.address().equals(address))
              .reduce((earlier, later) -> later);
      return before.isPresent() ? objection(all, before.get(), now) : remembered(now);
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.of(
          "%s cannot be used: %s; correct it, or move it away"
              .formatted(file, unreadable.getMessage()));
    }
  }

  private Optional<String> objection(List<Known> all, Known before, Known now) throws IOException {
    if (all.stream().anyMatch(now::sameDatabase)) {
      return Optional.empty();
    }
    if (before.server().equals(now.server())) {
      return remembered(now);
    }
    boolean atStake = before.level() != Level.OPEN || now.level() != Level.OPEN;
    return atStake ? Optional.of(changed(before, now)) : remembered(now);
  }

  private String knownAsProtected(Known known) {
    return "the server is known as %s, which is %s (%s:%d); if that is no longer so, remove the line"
        .formatted(known.environment(), known.level().id(), file, known.line());
  }

  private String changed(Known before, Known now) {
    return "at %s another server answers than before: it was \"%s\" (%s:%d), and is \"%s\"; if that is right, remove the line"
        .formatted(now.address(), before.identity(), file, before.line(), now.identity());
  }

  private Optional<String> remembered(Known now) throws IOException {
    if (!now.address().isEmpty()) {
      Files.writeString(file, now.text(), StandardOpenOption.APPEND);
    }
    return Optional.empty();
  }

  private List<Known> read() throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IOException("it has more than %d bytes".formatted(LONGEST));
    }
    List<Known> all = new ArrayList<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      if (!text.isBlank() && !text.startsWith("#")) {
        all.add(Known.parse(text, line));
      }
    }
    return all;
  }

  private static String address(Endpoint endpoint) {
    return endpoint.inProcess() || endpoint.portUnknown()
        ? ""
        : "%s:%d".formatted(endpoint.host().toLowerCase(Locale.ROOT), endpoint.port());
  }
}
