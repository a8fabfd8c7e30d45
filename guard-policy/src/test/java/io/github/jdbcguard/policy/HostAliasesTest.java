package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A declared host under other names, by a name service of the test's own. */
class HostAliasesTest {
  private static final OriginFinder LAPTOP = named -> Set.of(Origin.WORKSTATION);

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("db.example.com", "10.0.0.1 10.0.0.2"),
          Map.entry("replica.example.com", "10.0.0.2"),
          Map.entry("staging.example.com", "10.0.0.5 10.0.0.6"),
          Map.entry("one.example.net", "10.0.0.5"),
          Map.entry("mixed.example.net", "10.0.0.5 10.0.0.9"),
          Map.entry("shop.dev.example.com", "10.0.0.1"),
          Map.entry("sandbox.example.com", "10.0.0.1"),
          Map.entry("other.example.net", "10.0.0.77"),
          Map.entry("laptop.example.net", "127.0.0.1"),
          Map.entry("box.example.net", "10.0.0.7"),
          Map.entry("cname.example.net", "fd00::1"));

  private static final String POLICY =
      """
      guard: 1
      environments:
        local: { level: open, match: [ { host: localhost }, { cidr: 10.0.0.0/30 } ] }
        dev: { level: open, match: [ { host: "*.dev.example.com" }, { host: sandbox.example.com } ] }
        box: { level: open, match: [ { host: 10.0.0.7 } ] }
        staging: { level: guarded, match: [ { host: staging.example.com, database: app } ] }
        production: { level: protected, match: [ { host: db.example.com, port: 5432 } ] }
        six: { level: protected, match: [ { host: "fd00::1" } ] }
      """;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          db.example.com,       5432, app, local production
          10.0.0.1,             5432, app, dev local production
          10.0.0.2,             5432, app, local production
          10.0.0.1,             5433, app, dev local
          replica.example.com,  5432, app, local production
          shop.dev.example.com, 5432, app, dev local production
          sandbox.example.com,  5432, app, dev local production
          one.example.net,      5432, app, staging
          10.0.0.6,             5432, app, staging
          one.example.net,      5432, x,   undeclared
          mixed.example.net,    5432, app, undeclared
          other.example.net,    5432, app, undeclared
          box.example.net,      5432, app, box
          cname.example.net,    5432, app, six
          unknown.example.net,  5432, app, undeclared
          localhost,            5432, app, local
          127.0.0.1,            5432, app, local
          0:0:0:0:0:0:0:1,      5432, app, local
          127.0.0.9,            5432, app, undeclared
          laptop.example.net,   5432, app, local
          """)
  void isTheHostThatHasItsAddress(String host, int port, String database, String expected)
      throws Exception {
    Assignment assignment = assign(host, port, database, HostAliasesTest::addresses);

    assertThat(assignment.names().stream().sorted().collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void saysByWhichAddressItKnows() throws Exception {
    Assignment assignment = assign("replica.example.com", 5432, "app", HostAliasesTest::addresses);

    assertThat(assignment.evidence())
        .startsWith(
            "'replica.example.com' is at an address of port \"5432\""
                .replace("port \"5432\"", "host \"db.example.com\""));
  }

  @Test
  void opensNoDoorWhereNoNameCanBeLookedUp() throws Exception {
    assertThat(assign("one.example.net", 5432, "app", HostAddresses.NONE).names())
        .containsExactly("undeclared");
  }

  @Test
  void asksForAllHostsAtOnceAndForNoneOfALoopback() throws Exception {
    List<Collection<String>> asked = new ArrayList<>();
    HostAddresses counting =
        new HostAddresses() {
          @Override
          public List<InetAddress> of(String host) {
            return addresses(host);
          }

          @Override
          public Map<String, List<InetAddress>> ofAll(Collection<String> hosts) {
            asked.add(Set.copyOf(hosts));
            return HostAddresses.super.ofAll(hosts);
          }
        };

    assign("localhost", 5432, "app", counting);
    assign("127.0.0.1", 5432, "app", counting);
    assertThat(asked).isEmpty();

    assign("other.example.net", 5432, "app", counting);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).contains("staging.example.com", "db.example.com");
  }

  private static Assignment assign(String host, int port, String database, HostAddresses addresses)
      throws Exception {
    Policy policy = new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "guard.yaml", POLICY)));
    Target target =
        Target.resolved(Engine.POSTGRESQL, List.of(new Endpoint(host, port, database)), List.of());
    return policy.assign(ConnectionRequest.of(target), addresses, LAPTOP);
  }

  private static List<InetAddress> addresses(String host) {
    return Arrays.stream(NAMES.getOrDefault(host, "").split(" "))
        .flatMap(address -> Cidr.literal(address).stream())
        .toList();
  }
}
