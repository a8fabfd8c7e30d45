package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the patterns of a policy. */
final class Patterns {
  private static final Pattern HOST_WITH_PORT = Pattern.compile("([^:]*|\\[.*\\]):(\\d{1,5})");

  private static final Pattern NO_HOST = Pattern.compile(".*[/\\s@].*");

  private final Faults faults;

  Patterns(Faults faults) {
    this.faults = faults;
  }

  /** What of these is a text or a regular expression, and makes sense. */
  List<TextPattern> read(List<YamlNode> nodes) {
    List<TextPattern> patterns = new ArrayList<>();
    for (YamlNode node : nodes) {
      Optional<YamlNode.Scalar> regex = YamlFields.of(node).scalar("regex");
      if (regex.isPresent()) {
        parse(regex.get(), TextPattern.REGEX + regex.get().value()).ifPresent(patterns::add);
      } else if (node instanceof YamlNode.Scalar scalar && !scalar.value().isBlank()) {
        parse(scalar, scalar.value()).ifPresent(patterns::add);
      }
    }
    return patterns;
  }

  /** As {@link #read(List)}, of host names, in the form that targets have. */
  List<TextPattern> hosts(List<YamlNode> nodes) {
    List<TextPattern> hosts = new ArrayList<>();
    for (YamlNode node : nodes) {
      read(List.of(node)).forEach(pattern -> host(node, pattern).ifPresent(hosts::add));
    }
    return hosts;
  }

  private Optional<TextPattern> host(YamlNode node, TextPattern pattern) {
    if (!(pattern instanceof TextPattern.Glob glob)) {
      return Optional.of(pattern);
    }
    String text = glob.text();
    Matcher withPort = HOST_WITH_PORT.matcher(text);
    if (NO_HOST.matcher(text).matches()) {
      faults.add(
          node.place(),
          "'%s' is not a host name: no '/', '@' or blanks (a block of addresses is 'cidr')"
              .formatted(text));
    } else if (withPort.matches()) {
      faults.add(
          node.place(),
          "'%s' is a host with a port; write { host: \"%s\", port: %s }"
              .formatted(text, withPort.group(1), withPort.group(2)));
    } else {
      Optional<String> host = glob.literal() ? HostName.parse(text) : Optional.of(folded(text));
      if (host.isEmpty()) {
        faults.add(
            node.place(),
            "'%s' is not a host name or an address, so it would never fit".formatted(text));
      }
      return host.map(TextPattern.Glob::new);
    }
    return Optional.empty();
  }

  /** A pattern in lower case, without a trailing dot. */
  private static String folded(String pattern) {
    String lower = pattern.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") && lower.length() > 1
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  private Optional<TextPattern> parse(YamlNode node, String text) {
    try {
      return Optional.of(TextPattern.parse(text));
    } catch (IllegalArgumentException e) {
      faults.add(
          node.place(), e.getMessage() + "; a pattern with * and ? is written without 'regex'");
      return Optional.empty();
    }
  }
}
