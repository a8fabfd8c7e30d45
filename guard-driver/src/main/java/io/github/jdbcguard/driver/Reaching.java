package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Reach;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out to which environments the statements of a connection lead beyond its own ones: by names
 * of other databases, by links, and by what later statements would reach. Thread-safe.
 */
final class Reaching {
  private static final int MOST_REMEMBERED = 256;
  private static final String MEMORY = ":memory:";

  private final Session session;
  private final Map<Reach, Boolean> leaving = new ConcurrentHashMap<>();

  Reaching(Session session) {
    this.session = session;
  }

  /**
   * The session as which something is judged that reaches all this: that of the connection, or one
   * for which the environments of what is reached speak as well.
   */
  Session session(Set<Reach> reaches) {
    Assignment all = session.assignment();
    ConnectionRequest named = session.request();
    for (Reach reach : ordered(reaches)) {
      Optional<ConnectionRequest> there = reach.kind().next() ? Optional.empty() : request(reach);
      if (there.isPresent()) {
        Assignment other = assign(there.get());
        if (!all.environments().containsAll(other.environments()) && matters(reach, other)) {
          Assignment both = all.and(other);
          named = both.claim().equals(all.claim()) ? named : there.get();
          all = both;
        }
      }
    }
    return all.equals(session.assignment()) ? session : session.reaching(named, all);
  }

  /** Whether later statements would belong to an environment that the connection does not. */
  boolean leaves(Set<Reach> reaches) {
    return reaches.stream().anyMatch(reach -> reach.kind().next() && leaves(reach));
  }

  /** The same for one reach. */
  boolean leaves(Reach reach) {
    Boolean known = leaving.get(reach);
    if (known != null) {
      return known;
    }
    boolean leaves = findOut(reach);
    if (leaving.size() < MOST_REMEMBERED) {
      leaving.put(reach, leaves);
    }
    return leaves;
  }

  private boolean findOut(Reach reach) {
    if (reach.kind() == Reach.Kind.NEXT_DATABASE && reach.name().isEmpty()) {
      return true;
    }
    return request(reach)
        .map(there -> assign(there).environments())
        .filter(there -> !session.assignment().environments().containsAll(there))
        .isPresent();
  }

  /** Reads are allowed nearly everywhere, and then nobody has to be asked about them. */
  private static boolean matters(Reach reach, Assignment there) {
    return !reach.reads()
        || there.decide(EnumSet.of(Operation.READ)).verdict().stricterThan(Verdict.ALLOW);
  }

  private Assignment assign(ConnectionRequest request) {
    HostAddresses addresses = session.surroundings().addresses();
    Assignment named = session.policy().assign(request, addresses, session.finder());
    // The server is the same; what is written down in its other databases nobody has asked.
    boolean sameServer =
        session.wasAsked()
            && request.target().resolved()
            && request.target().endpoints().stream().noneMatch(Endpoint::inProcess);
    return sameServer
        ? session
            .policy()
            .assignAsked(
                session.report().ofAnotherDatabase(), request, named, addresses, session.finder())
        : named;
  }

  /** What somebody would have asked to be connected to; empty where it is the same. */
  private Optional<ConnectionRequest> request(Reach reach) {
    return switch (reach.kind()) {
      case DATABASE -> hasDatabases() ? database(reach.name()) : Optional.empty();
      case NEXT_DATABASE -> database(reach.name());
      case FILE, NEXT_FILE -> file(reach.name());
      case UNKNOWN ->
          Optional.of(
              ConnectionRequest.of(
                  Target.unresolved(
                      engine(),
                      "the statement leads out of this one (%s)".formatted(reach.name()))));
      case NEXT_USER ->
          Optional.of(
              new ConnectionRequest(session.target(), reach.name(), session.request().url()));
    };
  }

  private Optional<ConnectionRequest> database(String name) {
    boolean same =
        session.target().endpoints().stream().map(Endpoint::database).allMatch(name::equals);
    return same ? Optional.empty() : Optional.of(session.request().withDatabase(name));
  }

  private Optional<ConnectionRequest> file(String name) {
    Target target = fileTarget(name);
    boolean memory =
        target.certain()
            && target.endpoints().stream().map(Endpoint::database).allMatch(MEMORY::equals);
    return memory
        ? Optional.empty()
        : Optional.of(new ConnectionRequest(target, session.user(), ""));
  }

  /** As the engine's own URL for the file leads; in SQL a question mark belongs to its name. */
  private Target fileTarget(String name) {
    boolean plain = name.indexOf('?') < 0 || name.startsWith("file:");
    return switch (engine()) {
      case SQLITE, DUCKDB ->
          plain
              ? RealPaths.of(
                  TargetResolver.resolve(
                      "jdbc:%s:%s".formatted(engine().id(), name),
                      Map.of(),
                      Surroundings.ofThisProcess()))
              : Target.unresolved(engine(), "a file with a question mark in its name");
      case POSTGRESQL, MYSQL, MARIADB, SQLSERVER, ORACLE, DB2, H2, HSQLDB, DERBY ->
          Target.unresolved(engine(), "a file of another kind");
      case REDSHIFT, YUGABYTE, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER ->
          Target.unresolved(engine(), "a file of another kind");
    };
  }

  /** Whether the first part of a long name is another database, as targets name it. */
  private boolean hasDatabases() {
    return switch (engine()) {
      case POSTGRESQL, YUGABYTE, REDSHIFT, MYSQL, MARIADB, SQLSERVER, DB2 -> true;
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> true;
      case ORACLE, H2, HSQLDB, DERBY, SQLITE, DUCKDB -> false;
    };
  }

  private Engine engine() {
    return session.target().engine();
  }

  private static List<Reach> ordered(Set<Reach> reaches) {
    return reaches.stream()
        .sorted(Comparator.comparing(Reach::kind).thenComparing(Reach::name))
        .toList();
  }
}
