package io.github.jdbcguard.benchmarks;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a large policy, and finding the environments of a target in it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 1)
public class PolicyBenchmark {

  /** Reads it, without the disk. */
  @Benchmark
  @Warmup(iterations = 8, time = 2)
  public Policy load(Texts texts) throws InvalidPolicyException {
    return texts.policy();
  }

  @Benchmark
  public Assignment assign(Loaded loaded) {
    return loaded.assign();
  }

  /** The text of the policy. */
  @State(Scope.Thread)
  public static class Texts {
    private final String organisation = PolicyText.organisation();
    private final String team = PolicyText.team();

    Policy policy() throws InvalidPolicyException {
      return new Policy(
          List.of(
              PolicyReader.read(Layer.Kind.ORGANISATION, "organisation", organisation),
              PolicyReader.read(Layer.Kind.TEAM, "team", team)));
    }
  }

  /** Where somebody connects to, and which environments that is. */
  public enum Whereto {
    HOST("db777.example.com", "shop", "9.9.9.9", "env-777"),
    SUFFIX("db.team777.example.org", "shop", "9.9.9.9", "env-777"),
    ADDRESS("somewhere.example.net", "shop", "10.3.27.9", "env-777"),
    UNDECLARED("somewhere.example.net", "shop", "9.9.9.9", "undeclared");

    private final String host;
    private final String database;
    private final String address;
    final String environment;

    Whereto(String host, String database, String address, String environment) {
      this.host = host;
      this.database = database;
      this.address = address;
      this.environment = environment;
    }

    ConnectionRequest request() {
      Endpoint endpoint = new Endpoint(host, 5432, database);
      Target target = Target.resolved(Engine.POSTGRESQL, List.of(endpoint), List.of());
      return new ConnectionRequest(target, "app", "jdbc:postgresql://" + host + "/" + database);
    }

    HostAddresses addresses() {
      List<InetAddress> addresses = List.of(Cidr.literal(address).orElseThrow());
      return name -> name.equals(host) ? addresses : List.of();
    }
  }

  /** The policy, read. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls load() before anything else
  public static class Loaded {
    private static final Set<Origin> ORIGINS = Set.of(Origin.WORKSTATION);

    @Param public Whereto target = Whereto.HOST;

    private Policy policy;
    private ConnectionRequest request;
    private HostAddresses addresses;

    @Setup
    public void load() throws InvalidPolicyException {
      policy = new Texts().policy();
      request = target.request();
      addresses = target.addresses();
    }

    Assignment assign() {
      return policy.assign(request, addresses, evidence -> ORIGINS);
    }
  }
}
