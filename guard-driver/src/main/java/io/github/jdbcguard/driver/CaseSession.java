package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.PolicyCase;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.server.KnownServers;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The session that a case of a policy is about: made of nothing but the case. */
final class CaseSession {
  private CaseSession() {}

  /** Nobody can be asked in a case. */
  private record Nobody() implements Terminal {
    @Override
    public boolean present() {
      return false;
    }

    @Override
    public void discardTypedAhead() {}

    @Override
    public void show(String text) {}

    @Override
    public Optional<String> readLine(Duration patience) {
      return Optional.empty();
    }
  }

  /**
   * The session as it would be under a policy.
   *
   * @param now the moment of a case that names none
   */
  static Session of(GuardUrl url, Policy policy, PolicyCase one, Instant now) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(one.properties());
    Properties inner = GuardSettings.withoutOwn(properties);
    Map<String, String> texts = new TreeMap<>();
    inner.stringPropertyNames().forEach(name -> texts.put(name, inner.getProperty(name)));
    Target target = TargetResolver.resolve(url.innerUrl(), texts, Surroundings.none());
    return Session.claimed(
        new PolicyInForce(policy, Map.of(), List.of()),
        new ConnectionRequest(
            target, DatabaseUser.of(url.innerUrl(), inner), url.withoutParameters()),
        named -> origins(one),
        settings(url, properties),
        surroundings(one, now));
  }

  private static GuardSettings settings(GuardUrl url, Properties properties) throws SQLException {
    try {
      return GuardSettings.of(url.expectation(), properties, new Properties(), Map.of());
    } catch (IllegalArgumentException e) {
      throw ConnectRefusals.badSetting(String.valueOf(e.getMessage()));
    }
  }

  private static Origins origins(PolicyCase one) {
    return new Origins(
        one.origins().stream()
            .sorted()
            .map(origin -> new Origins.Found(origin, "the case says so (" + one.place() + ")"))
            .toList());
  }

  private static Session.Surroundings surroundings(PolicyCase one, Instant now) {
    Map<String, List<InetAddress>> addresses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    addresses.putAll(one.addresses());
    return new Session.Surroundings(
        Map.of(),
        () -> new ProcessTraits(Map.of(), "", "", Container.NONE, false),
        new Confirmer(new Nobody()),
        Clock.fixed(one.moment().orElse(now), ZoneOffset.UTC),
        host -> addresses.getOrDefault(host, List.of()),
        new Yeses(),
        KnownServers.none(),
        IssuedCodes.none());
  }
}
