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

/** Reads the {@code match} list of an environment. */
final class MatchReader {
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
