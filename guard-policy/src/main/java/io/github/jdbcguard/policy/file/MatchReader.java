package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code match} list of an environment. */
final class MatchReader {
  private static final Pattern HOST_WITH_PORT = Pattern.compile("[^:]*:\\d+");
  private static final Pattern NO_HOST = Pattern.compile(".*[/\\s@].*");

  private final Patterns patterns;
  private final Faults faults;

  MatchReader(Faults faults) {
    this.patterns = new Patterns(faults);
    this.faults = faults;
  }

  List<MatchEntry> read(List<YamlNode> nodes) {
    return nodes.stream().map(node -> entry(YamlFields.of(node))).toList();
  }

  private MatchEntry entry(YamlFields fields) {
    checkHosts(fields);
    return new MatchEntry(
        fields.place(),
        patterns.hosts(fields.items("host")),
        ports(fields),
        patterns.read(fields.items("database")),
        engines(fields),
        cidrs(fields),
        patterns.read(fields.items("user")),
        patterns.read(fields.items("url")));
  }

  private void checkHosts(YamlFields fields) {
    for (YamlNode.Scalar text : fields.texts("host")) {
      String host = text.value();
      if (host.startsWith(io.github.jdbcguard.policy.TextPattern.REGEX)) {
        continue;
      }
      if (HOST_WITH_PORT.matcher(host).matches()) {
        faults.add(
            text.place(),
            "'%s' is a host with a port; write { host: \"%s\", port: %s }"
                .formatted(host, host.replaceFirst(":.*", ""), host.replaceFirst(".*:", "")));
      } else if (NO_HOST.matcher(host).matches()) {
        faults.add(
            text.place(),
            "'%s' is not a host name: no '/', '@' or blanks (a block of addresses is 'cidr')"
                .formatted(host));
      }
    }
  }

  private static Set<Integer> ports(YamlFields fields) {
    Set<Integer> ports = new HashSet<>();
    for (YamlNode node : fields.items("port")) {
      if (node instanceof YamlNode.Scalar scalar) {
        scalar.wholeNumber().ifPresent(ports::add);
      }
    }
    return ports;
  }

  private static Set<Engine> engines(YamlFields fields) {
    Set<Engine> engines = EnumSet.noneOf(Engine.class);
    fields.texts("engine").forEach(text -> Engine.parse(text.value()).ifPresent(engines::add));
    return engines;
  }

  private List<Cidr> cidrs(YamlFields fields) {
    List<Cidr> cidrs = new ArrayList<>();
    for (YamlNode.Scalar text : fields.texts("cidr")) {
      cidr(text).ifPresent(cidrs::add);
    }
    return cidrs;
  }

  private Optional<Cidr> cidr(YamlNode.Scalar text) {
    try {
      return Optional.of(Cidr.parse(text.value()));
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      String remedy = problem.endsWith("?") ? "" : "; write a block as 10.20.0.0/16";
      faults.add(text.place(), "bad CIDR: " + problem + remedy);
      return Optional.empty();
    }
  }
}
