package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a YAML mapping, for reading what has been checked. What does not have the expected
 * form is not there: a fault tells of it already.
 */
final class YamlFields {
  private final Place place;
  private final Map<String, YamlNode.Entry> byName = new LinkedHashMap<>();

  private YamlFields(YamlNode node) {
    this.place = node.place();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach(entry -> byName.putIfAbsent(entry.key().value(), entry));
    }
  }

  static YamlFields of(YamlNode node) {
    return new YamlFields(node);
  }

  /** Where the mapping starts. */
  Place place() {
    return place;
  }

  /** Keys with values, in the order of the file. */
  List<YamlNode.Entry> entries() {
    return List.copyOf(byName.values());
  }

  Optional<YamlNode> value(String key) {
    return Optional.ofNullable(byName.get(key)).map(YamlNode.Entry::value);
  }

  /** The entries of the mapping under this key. */
  List<YamlNode.Entry> entries(String key) {
    return value(key).map(node -> of(node).entries()).orElse(List.of());
  }

  /** The mapping under this key; an empty one where there is none. */
  YamlFields fields(String key) {
    return of(value(key).orElse(new YamlNode.Mapping(place, List.of())));
  }

  /** The items of the list under this key, or its only value. */
  List<YamlNode> items(String key) {
    return value(key).map(YamlFields::items).orElse(List.of());
  }

  /** The text under this key. */
  Optional<YamlNode.Scalar> scalar(String key) {
    return value(key).flatMap(YamlFields::text);
  }

  /** The text under this key; empty where there is none. */
  String text(String key) {
    return scalar(key).map(YamlNode.Scalar::value).orElse("");
  }

  /** The texts under this key. */
  List<YamlNode.Scalar> texts(String key) {
    return items(key).stream().map(YamlFields::text).flatMap(Optional::stream).toList();
  }

  static List<YamlNode> items(YamlNode node) {
    return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
  }

  private static Optional<YamlNode.Scalar> text(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isText() && !scalar.value().isBlank()
        ? Optional.of(scalar)
        : Optional.empty();
  }
}
