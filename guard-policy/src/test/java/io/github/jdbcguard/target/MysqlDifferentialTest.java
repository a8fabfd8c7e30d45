package io.github.jdbcguard.target;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Connector/J makes of generated URLs and properties; host names are not looked up. */
@NullMarked
class MysqlDifferentialTest {

  @Test
  void saysWhatConnectorJSays() {
    new Differential(
            pieces -> new MysqlCases(pieces).next(),
            MysqlDifferentialTest::endpoints,
            Answers.surroundings(""))
        .compare();
  }

  private static List<Endpoint> endpoints(Differential.Case example) {
    Properties given = new Properties();
    given.putAll(example.properties());
    if (!ConnectionUrl.acceptsUrl(example.url())) {
      throw new IllegalArgumentException("not for Connector/J");
    }
    ConnectionUrl url = ConnectionUrl.getConnectionUrlInstance(example.url(), given);
    if (url.getType().getScheme().contains("+srv")
        || isOn(url.getOriginalProperties().get("dnsSrv"))) {
      return List.of();
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (HostInfo host : url.getHostsList()) {
      String protocol = Objects.requireNonNullElse(host.getHostProperties().get("protocol"), "tcp");
      if (!protocol.isEmpty() && !protocol.equalsIgnoreCase("tcp")) {
        return List.of();
      }
      String database = Objects.requireNonNullElse(host.getDatabase(), "");
      endpoints.add(new Endpoint(host.getHost(), host.getPort(), database));
    }
    return endpoints;
  }

  private static boolean isOn(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.equalsIgnoreCase("false")).isPresent();
  }
}
