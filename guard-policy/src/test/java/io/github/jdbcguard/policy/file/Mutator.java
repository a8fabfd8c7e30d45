package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Does to a YAML tree what people do to it by mistake, at one random place. */
final class Mutator {
  private static final Place HERE = new Place("mutated", 1, 1);

  /** What stands without quotes. */
  private static final List<String> PLAIN =
      List.of(
          "9",
          "+5",
          "-1",
          "007",
          "0x10",
          "0o17",
          "5432.0",
          "1.5",
          "1e3",
          "70000",
          "1",
          "99999999999",
          "1e999999999",
          ".inf",
          ".nan",
          "true",
          "True",
          "false",
          "yes",
          "~",
          "null",
          "",
          "word",
          "10m",
          "10 min",
          "0m",
          "2026-02-30",
          "2026-12-31T18:00",
          "24:00",
          "25:00",
          "postgresql",
          "regex:a+",
          "deny",
          "optional",
          "https://x",
          "http://x y",
          "read");

  /** What stands in quotes. */
  private static final List<String> QUOTED =
      List.of(
          "",
          " ",
          "\u00a0",
          "\u2003",
          "\ufeff",
          "\u001c",
          "\u0085",
          "9",
          "true",
          "10m\n",
          "\n10m",
          "10m\u2028",
          "1\u0660m",
          "Pr\u00f6duktion",
          "a b",
          "/a",
          "a//b",
          "https://\u00a0");

  private final Random random;
  private int left;

  Mutator(Random random) {
    this.random = random;
  }

  YamlNode mutate(YamlNode root) {
    left = random.nextInt(size(root));
    return visit(root);
  }

  private static int size(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return 1 + mapping.entries().stream().mapToInt(entry -> size(entry.value())).sum();
    }
    return node instanceof YamlNode.Sequence sequence
        ? 1 + sequence.items().stream().mapToInt(Mutator::size).sum()
        : 1;
  }

  private YamlNode visit(YamlNode node) {
    if (left-- == 0) {
      return changed(node);
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return new YamlNode.Mapping(
          HERE,
          mapping.entries().stream()
              .map(entry -> new YamlNode.Entry(entry.key(), visit(entry.value())))
              .toList());
    }
    return node instanceof YamlNode.Sequence sequence
        ? new YamlNode.Sequence(HERE, sequence.items().stream().map(this::visit).toList())
        : node;
  }

  private YamlNode changed(YamlNode node) {
    if (random.nextInt(6) == 0) {
      return anything(1);
    }
    if (node instanceof YamlNode.Mapping mapping && !mapping.entries().isEmpty()) {
      return changed(mapping);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<YamlNode> items = new ArrayList<>(sequence.items());
      items.add(items.isEmpty() || random.nextBoolean() ? anything(1) : items.get(0));
      return new YamlNode.Sequence(HERE, random.nextBoolean() ? List.of() : items);
    }
    return node instanceof YamlNode.Scalar scalar && random.nextInt(3) > 0
        ? misspelt(scalar)
        : anything(1);
  }

  private YamlNode changed(YamlNode.Mapping mapping) {
    List<YamlNode.Entry> entries = new ArrayList<>(mapping.entries());
    YamlNode.Entry entry = entries.remove(random.nextInt(entries.size()));
    switch (random.nextInt(4)) {
      case 0 -> entries.add(new YamlNode.Entry(misspelt(entry.key()), entry.value()));
      case 1 -> entries.add(new YamlNode.Entry(entry.key(), anything(1)));
      case 2 -> entries.addAll(List.of(entry, new YamlNode.Entry(text("extra"), entry.value())));
      default -> {} // the key is gone
    }
    return new YamlNode.Mapping(HERE, entries);
  }

  private YamlNode.Scalar misspelt(YamlNode.Scalar scalar) {
    StringBuilder letters = new StringBuilder(scalar.value());
    int at = random.nextInt(letters.length() + 1);
    letters.insert(at, "aZ0-_. \n\u00a0:/*\"".charAt(random.nextInt(13)));
    if (random.nextBoolean() && at + 1 < letters.length()) {
      letters.deleteCharAt(at + 1);
    }
    return new YamlNode.Scalar(HERE, letters.toString(), scalar.plain());
  }

  private YamlNode anything(int depth) {
    return switch (random.nextInt(depth > 3 ? 2 : 4)) {
      case 0 -> new YamlNode.Scalar(HERE, PLAIN.get(random.nextInt(PLAIN.size())), true);
      case 1 -> text(QUOTED.get(random.nextInt(QUOTED.size())));
      case 2 ->
          new YamlNode.Sequence(
              HERE, random.nextBoolean() ? List.of() : List.of(anything(depth + 1)));
      default ->
          new YamlNode.Mapping(
              HERE,
              random.nextBoolean()
                  ? List.of()
                  : List.of(new YamlNode.Entry(text("regex"), anything(depth + 1))));
    };
  }

  private static YamlNode.Scalar text(String value) {
    return new YamlNode.Scalar(HERE, value, false);
  }
}
