package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Distributed transactions over guarded connections. */
class GuardedXAIT {
  private static final String UNCHANGED = "1=one 2=two 3=three";
  private static final String CHANGE = "UPDATE items SET name = 'x' WHERE id = 1";
  private static final String CHANGED = "1=x 2=two 3=three";

  /** Asked for on guarded targets, where nobody can be asked in a test. */
  private static final String DESTROY = "DELETE FROM items";

  @TempDir Path folder;

  /** A branch of a transaction of its own. */
  private record Branch(int number) implements Xid {
    private static final AtomicInteger COUNT =
        new AtomicInteger((int) (System.nanoTime() & 0xffffff));

    static Branch next() {
      return new Branch(COUNT.incrementAndGet());
    }

    @Override
    public int getFormatId() {
      return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return ("guard-test-" + number).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] getBranchQualifier() {
      return "1".getBytes(StandardCharsets.UTF_8);
    }
  }

  private GuardXADataSource source(TestDatabase database) {
    return new Guarded(folder).set(new GuardXADataSource(), database);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void commitsInTwoPhasesAndInOne(TestEngine engine) throws Exception {
    for (boolean onePhase : new boolean[] {false, true}) {
      TestDatabase database = TestDatabase.create(engine, folder, "open");
      Xid xid = Branch.next();
      XAConnection connection = source(database).getXAConnection();
      XAResource resource = connection.getXAResource();
      try (Connection handle = connection.getConnection();
          Statement statement = handle.createStatement()) {
        resource.start(xid, XAResource.TMNOFLAGS);
        statement.executeUpdate(CHANGE);
        resource.end(xid, XAResource.TMSUCCESS);
        if (!onePhase) {
          assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
          assertThat(database.contents()).isEqualTo(UNCHANGED);
        }
        resource.commit(xid, onePhase);
      }
      connection.close();

      assertThat(database.contents()).isEqualTo(CHANGED);
    }
  }

  /** A name says nothing about a branch of another database. */
  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void tellsBranchesOfOneNameApart(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    TestEngine other = engine == TestEngine.H2 ? TestEngine.POSTGRESQL : TestEngine.H2;
    Xid xid = Branch.next();
    XAConnection connection = source(database).getXAConnection();
    XAResource resource = connection.getXAResource();
    XAConnection elsewhere = source(TestDatabase.create(other, folder, "open")).getXAConnection();
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      resource.start(xid, XAResource.TMNOFLAGS);
      statement.executeUpdate(CHANGE);
      refused("28X02", () -> statement.executeUpdate(DESTROY));
      elsewhere.getXAResource().start(xid, XAResource.TMNOFLAGS);
      elsewhere.getXAResource().end(xid, XAResource.TMSUCCESS);
      resource.end(xid, XAResource.TMSUCCESS);

      assertThat(failure(() -> resource.commit(xid, true)).errorCode)
          .isEqualTo(XAException.XA_RBROLLBACK);
    }
    elsewhere.getXAResource().rollback(xid);
    elsewhere.close();
    connection.close();

    assertThat(database.contents()).isEqualTo(UNCHANGED);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void rollsBackWhatIsNotWhole(TestEngine engine) throws Exception {
    for (boolean onePhase : new boolean[] {false, true}) {
      TestDatabase database = TestDatabase.create(engine, folder, "guarded");
      Xid xid = Branch.next();
      XAConnection connection = source(database).getXAConnection();
      XAResource resource = connection.getXAResource();
      try (Connection handle = connection.getConnection();
          Statement statement = handle.createStatement()) {
        resource.start(xid, XAResource.TMNOFLAGS);
        statement.executeUpdate(CHANGE);
        refused("28X02", () -> statement.executeUpdate(DESTROY));
        refused("28X07", () -> statement.executeUpdate("UPDATE items SET name = 'y' WHERE id = 2"));
        statement.executeQuery("SELECT id FROM items").close();
        resource.end(xid, XAResource.TMSUCCESS);

        XAException refusal =
            failure(
                () -> {
                  if (onePhase) {
                    resource.commit(xid, true);
                  } else {
                    resource.prepare(xid);
                  }
                });

        assertThat(refusal.errorCode).isEqualTo(XAException.XA_RBROLLBACK);
        assertThat(refusal)
            .hasMessageContaining("An earlier statement of this transaction was refused")
            .hasCauseInstanceOf(GuardRefusedException.class);
        assertThat(refusal.getCause()).extracting("SQLState").isEqualTo("28X07");
        assertThat(database.contents()).isEqualTo(UNCHANGED);
        statement.executeUpdate("UPDATE items SET name = 'z' WHERE id = 3");
      }
      connection.close();
      assertThat(database.contents()).isEqualTo("1=one 2=two 3=z");
      assertThat(recovered(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void remembersTheRefusalWhateverHappensToTheHandle(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    Xid xid = Branch.next();
    XAConnection connection = source(database).getXAConnection();
    XAResource resource = connection.getXAResource();

    resource.start(xid, XAResource.TMNOFLAGS);
    Connection handle = connection.getConnection();
    try (Statement statement = handle.createStatement()) {
      statement.executeUpdate(CHANGE);
      refused("28X02", () -> statement.executeUpdate(DESTROY));
      refused("28X07", handle::commit);
    }
    resource.end(xid, XAResource.TMSUCCESS);
    handle.close();

    assertThat(failure(() -> resource.prepare(xid)).errorCode).isEqualTo(XAException.XA_RBROLLBACK);
    connection.close();
    assertThat(database.contents()).isEqualTo(UNCHANGED);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void refusesWritesOnASealedTarget(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    Xid xid = Branch.next();
    XAConnection connection = source(database).getXAConnection();
    XAResource resource = connection.getXAResource();
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      resource.start(xid, XAResource.TMNOFLAGS);
      statement.executeQuery("SELECT id FROM items").close();
      refused("28X01", () -> statement.executeUpdate(CHANGE));
      resource.end(xid, XAResource.TMFAIL);
      resource.rollback(xid);
    }
    connection.close();

    assertThat(database.contents()).isEqualTo(UNCHANGED);
    assertThat(new Guarded(folder).audited()).contains("refused");
  }

  /** What another process left behind, prepared; H2 forgets that with the connection. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void judgesWhatItDidNotPrepareAsAChange(TestEngine engine) throws Exception {
    for (String level : List.of("open", "guarded", "sealed")) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      Xid xid = Branch.next();
      prepareOutside(database, xid);
      XAConnection connection = source(database).getXAConnection();
      XAResource resource = connection.getXAResource();
      Xid found = find(xid, resource);

      if (level.equals("sealed")) {
        XAException refusal = failure(() -> resource.commit(found, false));
        assertThat(refusal.errorCode).isEqualTo(XAException.XA_RETRY);
        assertThat(refusal)
            .hasMessageContaining("refused on archive")
            .hasMessageContaining("commit of a branch that was not judged here is denied")
            .hasCauseInstanceOf(GuardRefusedException.class);
        assertThat(database.contents()).isEqualTo(UNCHANGED);
        resource.rollback(find(xid, resource));
        assertThat(database.contents()).isEqualTo(UNCHANGED);
      } else {
        resource.commit(found, false);
        assertThat(database.contents()).isEqualTo(CHANGED);
      }
      connection.close();
      assertThat(recovered(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void keepsThePhysicalConnectionAndTellsOfItsOwn(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "open");
    XAConnection connection = source(database).getXAConnection();
    List<Object> closed = new ArrayList<>();
    connection.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            closed.add(event.getSource());
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {}
        });

    for (int i = 0; i < 3; i++) {
      try (Connection handle = connection.getConnection();
          Statement statement = handle.createStatement()) {
        assertThat(handle).isInstanceOf(GuardedConnection.class);
        assertThat(statement.getConnection()).isSameAs(handle);
        assertThat(handle.getMetaData().getConnection()).isSameAs(handle);
        statement.executeQuery("SELECT id FROM items").close();
      }
    }

    assertThat(closed).hasSize(3).allSatisfy(source -> assertThat(source).isSameAs(connection));
    assertThat(connection.getXAResource()).isSameAs(connection.getXAResource());
    connection.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void saysOfSameServersWhatTheDriverSays(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "open");
    XADataSource raw = vendor(database);
    XAConnection rawOne = raw.getXAConnection();
    XAConnection rawTwo = raw.getXAConnection();
    XAConnection one = source(database).getXAConnection();
    XAConnection two = source(database).getXAConnection();

    boolean expected = rawOne.getXAResource().isSameRM(rawTwo.getXAResource());

    assertThat(one.getXAResource().isSameRM(two.getXAResource())).isEqualTo(expected);
    assertThat(one.getXAResource().isSameRM(one.getXAResource())).isTrue();
    assertThat(one.getXAResource().isSameRM(rawTwo.getXAResource())).isFalse();
    for (XAConnection connection : List.of(rawOne, rawTwo, one, two)) {
      connection.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void opensNothingThatIsNotExpected(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    GuardXADataSource source = source(database);
    source.setExpect("production");

    refused("28X05", source::getXAConnection);

    source.setExpect("staging");
    source.getXAConnection().close();
  }

  private static void prepareOutside(TestDatabase database, Xid xid) throws Exception {
    XAConnection connection = vendor(database).getXAConnection();
    XAResource resource = connection.getXAResource();
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      resource.start(xid, XAResource.TMNOFLAGS);
      statement.executeUpdate(CHANGE);
      resource.end(xid, XAResource.TMSUCCESS);
      resource.prepare(xid);
    }
    connection.close();
  }

  private static Xid find(Xid wanted, XAResource resource) throws XAException {
    return Arrays.stream(recovered(resource))
        .filter(xid -> Arrays.equals(xid.getGlobalTransactionId(), wanted.getGlobalTransactionId()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Xid> recovered(TestDatabase database) throws Exception {
    XAConnection connection = vendor(database).getXAConnection();
    try {
      return List.of(recovered(connection.getXAResource()));
    } finally {
      connection.close();
    }
  }

  private static Xid[] recovered(XAResource resource) throws XAException {
    return resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
  }

  /** The driver's own, without a guard. */
  private static XADataSource vendor(TestDatabase database) throws SQLException {
    return VendorSource.of(XADataSource.class, database.url(), null)
        .set(database.url(), new Properties());
  }

  private static XAException failure(ThrowingCallable action) {
    XAException failure = catchThrowableOfType(XAException.class, action);
    assertThat((Throwable) failure).isNotNull();
    return failure;
  }
}
