package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the patterns of a policy. */
final class Patterns {
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
    return read(nodes).stream()
        .map(
            pattern ->
                pattern instanceof TextPattern.Glob glob
                    ? new TextPattern.Glob(HostPattern.canonical(glob.text()))
                    : pattern)
        .toList();
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
