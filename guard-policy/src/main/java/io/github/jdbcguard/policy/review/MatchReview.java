package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks over single match entries: those that never fit, fit in vain, or fit too much. */
final class MatchReview {
  /** Engines that know no servers. */
  private static final Set<Engine> FILES_ONLY = EnumSet.of(Engine.SQLITE, Engine.DUCKDB);

  private static final Pattern LIKE_A_REGEX =
      Pattern.compile(".*(\\.\\*|[\\^$\\\\|()+{}\\[\\]]).*");
  private static final List<Cidr> LOOPBACK = List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1"));

  private final Layer layer;
  private final List<Finding> findings = new ArrayList<>();

  MatchReview(Layer layer) {
    this.layer = layer;
  }

  List<Finding> findings() {
    for (Environment environment : layer.environments()) {
      List<MatchEntry> entries = environment.recognition().matches();
      for (MatchEntry entry : entries) {
        patterns(entry);
        impossible(entry);
        tooWide(environment, entry);
      }
    }
    return findings;
  }

  private void patterns(MatchEntry entry) {
    Stream.of(entry.hosts(), entry.databases(), entry.users())
        .flatMap(List::stream)
        .filter(TextPattern.Glob.class::isInstance)
        .map(TextPattern::text)
        .filter(text -> LIKE_A_REGEX.matcher(text).matches())
        .forEach(
            text ->
                warn(
                    entry,
                    "'%s' looks like a regular expression, and is compared as it stands; write \"regex:%s\" if it is one"
                        .formatted(text, text)));
    boolean servers = !entry.hosts().isEmpty() || !entry.cidrs().isEmpty();
    entry.databases().stream()
        .filter(pattern -> servers && pattern.text().startsWith("/"))
        .forEach(
            pattern ->
                warn(
                    entry,
                    "databases of servers have no '/' before their name; write '%s'"
                        .formatted(pattern.text().substring(1))));
  }

  private void impossible(MatchEntry entry) {
    boolean servers =
        !entry.hosts().isEmpty() || !entry.cidrs().isEmpty() || !entry.ports().isEmpty();
    if (servers && !entry.engines().isEmpty() && FILES_ONLY.containsAll(entry.engines())) {
      warn(
          entry,
          "never fits: %s has no hosts and no ports"
              .formatted(entry.engines().iterator().next().id()));
    }
    boolean literals = entry.hosts().stream().allMatch(h -> Cidr.literal(h.text()).isPresent());
    if (!entry.hosts().isEmpty() && !entry.cidrs().isEmpty() && literals) {
      boolean inside =
          entry.hosts().stream()
              .flatMap(host -> Cidr.literal(host.text()).stream())
              .anyMatch(address -> entry.cidrs().stream().anyMatch(c -> c.contains(address)));
      if (!inside) {
        warn(entry, "never fits: the address of the host is not in the block");
      }
    }
  }

  private void tooWide(Environment environment, MatchEntry entry) {
    if (environment.level().protective()) {
      return;
    }
    if (!entry.urls().isEmpty() && !entry.urls().stream().allMatch(TextPattern::literal)) {
      warn(
          entry,
          "a pattern over the URL decides that %s is %s; a host is surer, as text in a URL is easily mistaken"
              .formatted(environment.name(), environment.level().id()));
    }
    if (environment.level() == Level.OPEN && layer.kind() != Layer.Kind.BUILT_IN) {
      elsewhere(entry)
          .ifPresent(
              what ->
                  warn(
                      entry,
                      "nothing is refused in %s, and it reaches beyond this machine: %s"
                          .formatted(environment.name(), what)));
    }
  }

  /** What of an entry reaches beyond this process and this machine. */
  private static Optional<String> elsewhere(MatchEntry entry) {
    Optional<String> host =
        entry.hosts().stream().map(TextPattern::text).filter(h -> !local(h)).findFirst();
    if (host.isPresent()) {
      return host.map("host '%s'"::formatted);
    }
    if (entry.hosts().isEmpty()) {
      Optional<Cidr> block =
          entry.cidrs().stream()
              .filter(
                  cidr -> LOOPBACK.stream().noneMatch(l -> l.toString().equals(cidr.toString())))
              .filter(cidr -> !local(cidr.toString().replaceFirst("/.*", "")))
              .findFirst();
      boolean inProcess =
          !entry.engines().isEmpty() && entry.engines().stream().allMatch(Engine::embeddable);
      return block.isPresent()
          ? block.map("addresses %s"::formatted)
          : entry.cidrs().isEmpty() && !inProcess
              ? Optional.of("no host is named, so it is every host")
              : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean local(String host) {
    return host.equals("localhost")
        || Cidr.literal(host)
            .filter(address -> LOOPBACK.stream().anyMatch(block -> block.contains(address)))
            .isPresent();
  }

  private void warn(MatchEntry entry, String message) {
    findings.add(Finding.warning(entry.place(), message));
  }
}
