package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Engine;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of itself and of the connection. Whatever it does not tell is empty.
 *
 * @param engine which engine it turned out to be: drivers of one family reach servers of another
 * @param identity of the server, as policies pin it; in lower case
 * @param databaseIdentity of the server and the database together; in lower case
 * @param database the one that is connected to, in the server's words
 * @param user whose rights count
 * @param readOnly whether the server would refuse to write, for whatever reason
 * @param marker what is written down in the database
 * @param session the number that the server gave to the session which answered
 */
public record ServerReport(
    Engine engine,
    Optional<String> identity,
    Optional<String> databaseIdentity,
    Optional<String> database,
    Optional<String> user,
    Optional<Boolean> readOnly,
    Optional<Marker> marker,
    OptionalLong session) {

  /** A server that was not asked, or did not answer. */
  public static ServerReport silent(Engine engine) {
    return new ServerReport(
        engine,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  /** Whether the server was not asked, or said nothing. */
  public boolean silent() {
    return identity.isEmpty() && database.isEmpty() && user.isEmpty();
  }

  /** Whether another session was told the same, but for its own number. */
  public boolean sameServer(ServerReport other) {
    return engine == other.engine
        && identity.equals(other.identity)
        && databaseIdentity.equals(other.databaseIdentity)
        && database.equals(other.database)
        && user.equals(other.user)
        && readOnly.equals(other.readOnly)
        && marker.equals(other.marker);
  }

  /** What this tells of another database of the same server. */
  public ServerReport ofAnotherDatabase() {
    return new ServerReport(
        engine,
        identity,
        Optional.empty(),
        Optional.empty(),
        user,
        readOnly,
        Optional.empty(),
        session);
  }

  /**
   * Whether the marker was written for another database, as in a restored dump. One that cannot be
   * compared is not stale: believing it only makes stricter.
   */
  public boolean markerStale() {
    return marker.isPresent()
        && databaseIdentity.isPresent()
        && !marker.get().identity().equalsIgnoreCase(databaseIdentity.get());
  }

  /** Whether the marker names this environment, and was written for this very database. */
  boolean confirms(Environment environment) {
    return marker.filter(m -> environment.isCalled(m.environment())).isPresent()
        && databaseIdentity.isPresent()
        && !markerStale();
  }
}
