package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.confirm.SystemTerminal;
import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.server.KnownServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {

  @TempDir Path folder;

  @Test
  void findsTheOriginsByTheTraitsOfTheProcess() throws Exception {
    ProcessTraits traits =
        new ProcessTraits(Map.of("CLAUDECODE", "1"), "laptop", "dba1", Container.NONE, true);
    Properties properties = new Properties();
    properties.setProperty("guard.policy", policy().toString());
    properties.setProperty("guard.origin", "deploy");

    Session session =
        opening(traits)
            .claim(
                GuardUrl.parse("jdbc:guard:h2:mem:x").orElseThrow(), properties, new Properties());

    assertThat(session.origins().set())
        .containsExactlyInAnyOrder(Origin.WORKSTATION, Origin.AGENT, Origin.DEPLOY);
  }

  @Test
  void believesWhatThePolicyNamesAsEvidence() throws Exception {
    ProcessTraits traits =
        new ProcessTraits(Map.of(), "deploy-1.example.com", "deployer", Container.NONE, true);
    Properties properties = new Properties();
    properties.setProperty("guard.policy", policy().toString());

    Session session =
        opening(traits)
            .claim(
                GuardUrl.parse("jdbc:guard:h2:mem:x").orElseThrow(), properties, new Properties());

    assertThat(session.origins().set()).containsExactly(Origin.DEPLOY);
    assertThat(session.assignment().claim().origins()).containsExactly(Origin.DEPLOY);
  }

  private Path policy() throws Exception {
    return Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        origins:
          deploy: { host: "deploy-*.example.com", user: deployer }
        environments:
          local: { level: open, match: [ { engine: h2 } ] }
        """);
  }

  private static Opening opening(ProcessTraits traits) {
    return new Opening(
        new Session.Surroundings(
            Map.of(),
            () -> traits,
            new Confirmer(new SystemTerminal()),
            Clock.systemUTC(),
            HostAddresses.NONE,
            new Yeses(),
            KnownServers.none(),
            IssuedCodes.none()),
        PolicySource.ofThisProcess());
  }
}
