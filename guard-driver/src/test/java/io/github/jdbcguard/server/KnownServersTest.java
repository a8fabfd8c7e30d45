package io.github.jdbcguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of servers, and when it speaks against a connection. */
class KnownServersTest {

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void anEmptyFile() throws IOException {
    file = Files.createFile(folder.resolve("known_servers"));
  }

  /** Met once as the first level, and then another server at the same address as the second. */
  @ParameterizedTest
  @CsvSource({
    "OPEN,      OPEN,      false",
    "OPEN,      GUARDED,   true",
    "GUARDED,   OPEN,      true",
    "PROTECTED, PROTECTED, true",
    "SEALED,    SEALED,    true"
  })
  void objectsToAnotherServerWhereSomethingIsAtStake(Level first, Level second, boolean objects) {
    assertThat(objection("db", 5432, "1", first)).isEmpty();
    assertThat(objection("db", 5432, "1", first)).isEmpty();

    assertThat(objection("db", 5432, "2", second).isPresent()).isEqualTo(objects);
  }

  @Test
  void saysWhatWasThereBefore() {
    objection("db", 5432, "first one", Level.PROTECTED);

    assertThat(objection("db", 5432, "2", Level.PROTECTED))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith(
                        "at db:5432 another server answers than before: it was \"first one/7\"")
                    .contains("known_servers:1), and is \"2/7\""));
  }

  @Test
  void objectsToAProtectedServerUnderAnOpenName() {
    objection("db", 5432, "1", Level.PROTECTED);

    assertThat(objection("localhost", 15432, "1", Level.OPEN))
        .hasValueSatisfying(
            text ->
                assertThat(text).startsWith("the server is known as env, which is protected ("));
    assertThat(objection("other", 5432, "1", Level.SEALED)).isEmpty();
  }

  @Test
  void takesTheLaterLineOfAnOpenAddress() throws IOException {
    objection("localhost", 5432, "1", Level.OPEN);
    objection("localhost", 5432, "2", Level.OPEN);
    objection("localhost", 5432, "2", Level.OPEN);

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "postgresql localhost:5432 open env 1/7", "postgresql localhost:5432 open env 2/7");
    assertThat(objection("localhost", 5432, "3", Level.GUARDED)).isPresent();
  }

  @Test
  void tellsTheDatabasesOfAServerApart() {
    KnownServers servers = KnownServers.of(file);
    List<Endpoint> db = List.of(new Endpoint("db", 5432, "x"));

    assertThat(servers.objection(db, report("1", "7"), "production", Level.PROTECTED)).isEmpty();
    assertThat(servers.objection(db, report("1", "8"), "staging", Level.GUARDED)).isEmpty();
    assertThat(servers.objection(db, report("1", "7"), "production", Level.PROTECTED)).isEmpty();
    assertThat(servers.objection(db, report("1", "7"), "staging", Level.GUARDED)).isPresent();
    assertThat(servers.objection(db, report("2", "8"), "staging", Level.GUARDED)).isPresent();
  }

  @Test
  void remembersNoAddressWhereThereAreSeveral() throws IOException {
    KnownServers servers = KnownServers.of(file);
    Endpoint one = new Endpoint("h1", 5432, "x");
    Endpoint other = new Endpoint("h2", 5432, "x");

    assertThat(servers.objection(List.of(one, other), report("1"), "env", Level.PROTECTED))
        .isEmpty();
    assertThat(Files.readString(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'postgresql db:5432', line 1 is not 'engine host:port level environment identity'",
    "'mongodb db:1 open e 1', line 1 is not 'engine host:port level environment identity'",
    "'postgresql db:1 opened e 1', line 1 is not 'engine host:port level environment identity'"
  })
  void trustsNobodyWhereItCannotBeRead(String line, String why) throws IOException {
    Files.writeString(file, line);

    assertThat(objection("db", 5432, "1", Level.OPEN))
        .hasValueSatisfying(text -> assertThat(text).contains("cannot be used: " + why));
  }

  @Test
  void remembersNothingWithoutAFile() throws IOException {
    Files.delete(file);

    assertThat(objection("db", 5432, "1", Level.OPEN)).isEmpty();
    assertThat(file).doesNotExist();
  }

  private Optional<String> objection(String host, int port, String identity, Level level) {
    return KnownServers.of(file)
        .objection(List.of(new Endpoint(host, port, "x")), report(identity), "env", level);
  }

  private static ServerReport report(String identity) {
    return report(identity, "7");
  }

  private static ServerReport report(String identity, String database) {
    ServerReport silent = ServerReport.silent(Engine.POSTGRESQL);
    return new ServerReport(
        Engine.POSTGRESQL,
        Optional.of(identity),
        Optional.of(identity + "/" + database),
        silent.database(),
        silent.user(),
        silent.readOnly(),
        silent.marker(),
        silent.session());
  }
}
