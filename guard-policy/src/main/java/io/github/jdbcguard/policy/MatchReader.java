package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code match} list of an environment. */
final class MatchReader {
  private static final List<String> KEYS = List.of("host", "port", "database", "engine", "cidr");
  private static final int MAX_PORT = 65_535;

  private final Faults faults;

  private MatchReader(Faults faults) {
    this.faults = faults;
  }

  static List<MatchEntry> read(YamlNode node, Faults faults) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      faults.add(
          node.place(),
          "match must be a list, and is %s; start each entry with '- '".formatted(node.kind()));
      return List.of();
    }
    if (sequence.items().isEmpty()) {
      faults.add(
          node.place(), "match is an empty list, so nothing would belong here; add an entry");
    }
    MatchReader reader = new MatchReader(faults);
    return sequence.items().stream().map(reader::entry).flatMap(Optional::stream).toList();
  }

  private Optional<MatchEntry> entry(YamlNode node) {
    YamlFields fields = YamlFields.known(node, "an entry of match", KEYS, faults);
    if (node instanceof YamlNode.Mapping mapping && mapping.entries().isEmpty()) {
      faults.add(node.place(), "an empty entry would match everything; name a host or a database");
      return Optional.empty();
    }
    return Optional.of(
        new MatchEntry(
            fields.place(),
            fields.value("host").map(this::hosts).orElse(List.of()),
            fields.value("port").map(this::ports).orElse(Set.of()),
            fields.value("database").map(this::databases).orElse(List.of()),
            fields.value("engine").map(this::engines).orElse(Set.of()),
            fields.value("cidr").map(this::cidrs).orElse(List.of())));
  }

  private List<TextPattern> hosts(YamlNode node) {
    List<TextPattern> hosts = new ArrayList<>();
    for (YamlNode.Scalar text : YamlFields.texts(node, "host", faults)) {
      String host = text.value();
      if (host.matches("[^:]*:\\d+")) {
        faults.add(
            text.place(),
            "'%s' is a host with a port; write { host: \"%s\", port: %s }"
                .formatted(host, host.replaceFirst(":.*", ""), host.replaceFirst(".*:", "")));
      } else if (host.matches(".*[/\\s@].*")) {
        faults.add(
            text.place(),
            "'%s' is not a host name: no '/', '@' or blanks (a block of addresses is 'cidr')"
                .formatted(host));
      } else {
        hosts.add(TextPattern.parse(HostPattern.canonical(host)));
      }
    }
    return hosts;
  }

  private List<TextPattern> databases(YamlNode node) {
    return YamlFields.texts(node, "database", faults).stream()
        .map(text -> TextPattern.parse(text.value()))
        .toList();
  }

  private Set<Integer> ports(YamlNode node) {
    Set<Integer> ports = new HashSet<>();
    for (YamlNode item : YamlFields.items(node)) {
      Optional<Integer> port =
          item instanceof YamlNode.Scalar scalar && scalar.isInteger()
              ? port(scalar.value())
              : Optional.empty();
      if (port.isEmpty()) {
        faults.add(item.place(), "port must be a number from 1 to %d".formatted(MAX_PORT));
      }
      port.ifPresent(ports::add);
    }
    if (ports.isEmpty() && YamlFields.items(node).isEmpty()) {
      faults.add(node.place(), "port is an empty list; name at least one value");
    }
    return ports;
  }

  private static Optional<Integer> port(String digits) {
    if (!digits.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= MAX_PORT ? Optional.of(port) : Optional.empty();
  }

  private Set<Engine> engines(YamlNode node) {
    Set<Engine> engines = EnumSet.noneOf(Engine.class);
    for (YamlNode.Scalar text : YamlFields.texts(node, "engine", faults)) {
      Engine.parse(text.value())
          .ifPresentOrElse(
              engines::add,
              () ->
                  faults.addUnknown(
                      text.place(),
                      "engine",
                      text.value(),
                      Arrays.stream(Engine.values())
                          .filter(engine -> engine != Engine.OTHER)
                          .map(Engine::id)
                          .toList()));
    }
    return engines;
  }

  private List<Cidr> cidrs(YamlNode node) {
    List<Cidr> cidrs = new ArrayList<>();
    for (YamlNode.Scalar text : YamlFields.texts(node, "cidr", faults)) {
      try {
        cidrs.add(Cidr.parse(text.value()));
      } catch (IllegalArgumentException e) {
        faults.add(
            text.place(), "bad CIDR: %s; write a block as 10.20.0.0/16".formatted(e.getMessage()));
      }
    }
    return cidrs;
  }
}
