package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.confirm.NoTerminal;
import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.policy.file.PolicyFiles;
import io.github.jdbcguard.server.KnownServers;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the files of a policy change while the process runs. */
class PolicyReloadTest {
  private static final String PRODUCTION = "postgresql://db.example.com/shop";
  private static final String STAGING = "postgresql://db.example.com/shop_staging";
  private static final String INSERT = "INSERT INTO t VALUES (1)";
  private static final String VALID =
      """
      guard: 1
      environments:
        production:
          level: protected
          match: [ { host: db.example.com, database: shop } ]
        staging:
          level: guarded
          match: [ { host: db.example.com, database: shop_staging } ]
      """;
  private static final String BROKEN = VALID.replace("level: protected", "levle: protected");

  @TempDir Path folder;
  private Path file;
  private final AtomicLong nanos = new AtomicLong();

  /** What is to be done beside, and waits here until a test does it. */
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private Opening opening;

  @BeforeEach
  void writeValidPolicy() throws Exception {
    Files.createDirectory(folder.resolve(".git"));
    file = Files.writeString(folder.resolve("guard.yaml"), VALID);
    opening = opening();
  }

  @Test
  void readsNothingAgainWhileNothingChanges() throws Exception {
    PolicyInForce first = claim(PRODUCTION).inForce();
    later();

    assertThat(claim(PRODUCTION).inForce()).isSameAs(first);
  }

  @Test
  void seesAChangeTwoSecondsLater() throws Exception {
    claim(PRODUCTION);
    Files.writeString(file, VALID.replace("level: protected", "level: sealed"));

    nanos.addAndGet(Duration.ofMillis(1_999).toNanos());
    refused("28X02", () -> gate(PRODUCTION).admit(INSERT));
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    refused("28X01", () -> gate(PRODUCTION).admit(INSERT));
  }

  @Test
  void changesNothingProtectedByAPolicyThatIsInvalidByNow() throws Exception {
    Gate opened = gate(PRODUCTION);
    Files.writeString(file, BROKEN);
    later();

    Gate production = gate(PRODUCTION);
    GuardRefusedException refusal = refused("28X06", () -> production.admit(INSERT));
    production.admit("SELECT 1");
    refused("28X06", () -> production.prepare("DROP TABLE t"));
    refused("28X06", () -> production.admitRaw("unwrap to Object"));
    refused("28X06", () -> gate("postgresql://elsewhere.example.com/x").admit(INSERT));
    gate(STAGING).admit(INSERT);
    gate(STAGING).admit("ALTER TABLE t ADD COLUMN a INTEGER");
    refused("28X02", () -> opened.admit(INSERT));

    assertThat((Throwable) refusal)
        .hasMessage(
            """
            refused on production (postgresql db.example.com:5432/shop): INSERT on 't' is no read, and the policy is invalid (guard.yaml:4:5: unknown key 'levle'; did you mean 'level'?) [rule level reads-only: write, guard.yaml:4:5]. Nothing was sent.
              target        postgresql db.example.com:5432/shop
              known by      host "db.example.com" and database "shop" (guard.yaml:5:14)
              statement     INSERT INTO t VALUES (?)
              judged as     insert
              next          correct the policy ('guard check guard.yaml' shows the same), then connect again; until then reads pass.
              (SQLState 28X06, refusal %s)"""
                .formatted(refusal.id()));
    assertThat(refusal.environment()).isEqualTo("production");
  }

  @Test
  void goesOnByTheMendedPolicy() throws Exception {
    claim(PRODUCTION);
    Files.writeString(file, BROKEN);
    later();
    Gate whileBroken = gate(PRODUCTION);
    Files.writeString(file, VALID);
    later();

    refused("28X02", () -> gate(PRODUCTION).admit(INSERT));
    refused("28X06", () -> whileBroken.admit(INSERT));
  }

  @Test
  void tellsEachFaultOnceAndThatItIsGone() throws Exception {
    claim(PRODUCTION);
    try (CapturedLog log = new CapturedLog()) {
      for (String text : List.of(BROKEN, BROKEN, BROKEN.replace("host", "hots"), VALID, VALID)) {
        Files.writeString(file, text);
        later();
        claim(PRODUCTION);
      }

      assertThat(log.lines()).hasSize(3);
      assertThat(log.lines().get(0))
          .startsWith("SEVERE the policy is invalid: the last valid one stays in force")
          .contains("guard.yaml:4:5: unknown key 'levle'; did you mean 'level'?");
      assertThat(log.lines().get(1)).startsWith("SEVERE").contains("unknown key 'hots'");
      assertThat(log.lines().get(2))
          .isEqualTo("INFO the policy is valid again, and in force: guard.yaml");
    }
  }

  @Test
  void keepsThePolicyWhoseFileIsGone() throws Exception {
    claim(PRODUCTION);
    Files.delete(file);
    later();

    GuardRefusedException refusal = refused("28X06", () -> gate(PRODUCTION).admit(INSERT));
    gate(STAGING).admit(INSERT);

    assertThat((Throwable) refusal)
        .hasMessageContaining(
            "(guard.yaml:1:1: the file of the team is gone; put it back, or start the process again to go on without it)");
  }

  @Test
  void keepsThePolicyWhoseNamedFileIsGone() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("guard.policy", file.toString());
    claim(PRODUCTION, properties);
    Files.delete(file);
    later();

    Session session = claim(PRODUCTION, properties);
    refused("28X06", () -> new Gate(session, TransactionState.none()).admit(INSERT));
  }

  @Test
  void keepsThePolicyWhoseOrganisationIsGone() throws Exception {
    Path organisation = Files.writeString(folder.resolve("organisation.yaml"), VALID);
    claim(PRODUCTION);
    Files.delete(organisation);
    later();

    refused("28X06", () -> gate(PRODUCTION).admit(INSERT));
  }

  @Test
  void opensNothingByAPolicyThatNeverWasValid() throws Exception {
    Files.writeString(file, BROKEN);
    refused("28X06", () -> claim(STAGING));

    Files.writeString(file, VALID);
    gate(STAGING).admit(INSERT);
  }

  @Test
  void watchesWhatAFileIncludes() throws Exception {
    Path base = Files.writeString(folder.resolve("base.yaml"), VALID);
    Files.writeString(
        file,
        "guard: 1\ninclude:\n  - { file: base.yaml, sha256: \"%s\" }\n".formatted(sha256(VALID)));
    refused("28X02", () -> gate(PRODUCTION).admit(INSERT));

    Files.writeString(base, VALID.replace("protected", "open"));
    later();

    refused("28X06", () -> gate(PRODUCTION).admit(INSERT));
  }

  @Test
  void keepsAPolicyOfTheClassPath() throws Exception {
    Files.delete(file);
    Path resource = folder.resolve("classes/META-INF/guard/guard.yaml");
    Files.createDirectories(resource.getParent());
    Files.writeString(resource, VALID);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    URL[] urls = {folder.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      PolicyInForce first = claim(PRODUCTION).inForce();
      later();

      assertThat(claim(PRODUCTION).inForce()).isSameAs(first);
      refused("28X02", () -> gate(PRODUCTION).admit(INSERT));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void keepsThePolicyWhoseFileIsGoneOnEveryClassLoader() throws Exception {
    claim(PRODUCTION);
    Files.delete(file);

    onAnotherClassLoader(
        folder.resolve("nothing"),
        () -> {
          refused("28X06", () -> gate(PRODUCTION).admit(INSERT));
          gate(STAGING).admit(INSERT);
          refused("28X06", () -> gate("postgresql://127.0.0.1/x").admit(INSERT));
          Files.writeString(file, VALID.replace("level: protected", "level: guarded"));
          later();
          gate(PRODUCTION).admit(INSERT);
        });
  }

  @Test
  void keepsThePolicyThatCameAndWentWhileAnotherClassLoaderDidNotLook() throws Exception {
    Files.delete(file);
    onAnotherClassLoader(
        folder.resolve("nothing"),
        () -> {
          ClassLoader other = Thread.currentThread().getContextClassLoader();
          gate("postgresql://127.0.0.1/x").admit(INSERT);
          Thread.currentThread().setContextClassLoader(other.getParent());
          Files.writeString(file, VALID);
          claim(PRODUCTION);
          Files.delete(file);
          later();
          Thread.currentThread().setContextClassLoader(other);

          refused("28X06", () -> gate("postgresql://127.0.0.1/x").admit(INSERT));
        });
  }

  @Test
  void keepsTheOrganisationWhoseFileIsGoneBesideAPolicyOfTheClassPath() throws Exception {
    Path organisation = Files.writeString(folder.resolve("organisation.yaml"), VALID);
    claim(PRODUCTION);
    Files.delete(organisation);
    Files.delete(file);
    Path resource = folder.resolve("classes/META-INF/guard/guard.yaml");
    Files.createDirectories(resource.getParent());
    Files.writeString(resource, VALID.replace("level: protected", "level: open"));

    onAnotherClassLoader(
        folder.resolve("classes"),
        () -> {
          GuardRefusedException refusal = refused("28X06", () -> gate(PRODUCTION).admit(INSERT));
          assertThat((Throwable) refusal)
              .hasMessageContaining("the file of the organisation is gone");
        });
  }

  @Test
  void missesNoPolicyOfAnotherClassPath() throws Exception {
    Files.delete(file);
    Path resource = folder.resolve("classes/META-INF/guard/guard.yaml");
    Files.createDirectories(resource.getParent());
    Files.writeString(resource, VALID);

    onAnotherClassLoader(
        folder.resolve("classes"), () -> refused("28X02", () -> gate(PRODUCTION).admit(INSERT)));

    assertThat(claim(PRODUCTION).inForce().faults()).isEmpty();
  }

  @Test
  void saysWhatAFileSaysInVain() throws Exception {
    Files.writeString(folder.resolve("organisation.yaml"), VALID);
    Files.writeString(file, VALID.replace("level: protected", "level: open"));
    try (CapturedLog log = new CapturedLog()) {
      claim(PRODUCTION);

      assertThat(log.lines()).isEmpty();
      tasks.remove().run();
      assertThat(log.lines())
          .first()
          .asString()
          .startsWith("WARNING guard.yaml:4:12: ignored: 'level open: write' of production")
          .endsWith("for the same targets");
      assertThat(tasks).isEmpty();
    }
  }

  @Test
  void looksForNothingInVainInASingleFile() throws Exception {
    claim(PRODUCTION);

    assertThat(tasks).isEmpty();
  }

  private static void onAnotherClassLoader(Path classes, ThrowingRunnable work) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      work.run();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @Test
  void saysWhereAPolicyWasLookedFor() throws Exception {
    Files.delete(file);

    GuardRefusedException refusal = refused("28X04", () -> gate(PRODUCTION).admit(INSERT));
    GuardRefusedException unexpected =
        refused(
            "28X05", () -> ConnectRefusals.check(claim("@production:" + PRODUCTION), "Nothing."));

    String lookedFor =
        "\n  no guard.yaml was found; looked for %s, %s, %s, classpath:META-INF/guard/guard.yaml, %s\n"
            .formatted(
                folder.resolve("organisation.yaml"),
                folder.resolve("guard.yaml"),
                folder.resolve(".guard/guard.yaml"),
                folder.resolve("user.yaml"));
    assertThat((Throwable) refusal).hasMessageContaining(lookedFor);
    assertThat((Throwable) unexpected).hasMessageContaining(lookedFor);
  }

  private void later() {
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
  }

  private Gate gate(String url) throws SQLException {
    return new Gate(claim(url), TransactionState.none());
  }

  private Session claim(String url) throws SQLException {
    return claim(url, new Properties());
  }

  private Session claim(String url, Properties properties) throws SQLException {
    properties.setProperty("guard.audit", folder.resolve("audit").toString());
    return opening.claim(
        GuardUrl.parse("jdbc:guard:" + url).orElseThrow(), properties, new Properties());
  }

  private Opening opening() {
    return new Opening(
        new Session.Surroundings(
            Map.of(),
            () -> new ProcessTraits(Map.of(), "", "", Container.NONE, false),
            new Confirmer(new NoTerminal()),
            Clock.systemUTC(),
            HostAddresses.NONE,
            new Yeses(),
            KnownServers.none(),
            IssuedCodes.none()),
        new PolicySource(
            (explicit, classPath) ->
                new PolicyFiles(
                    explicit,
                    folder,
                    folder.resolve("organisation.yaml"),
                    folder.resolve("user.yaml"),
                    classPath),
            nanos::get,
            tasks::add));
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
