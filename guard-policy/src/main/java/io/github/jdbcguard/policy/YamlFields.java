package io.github.jdbcguard.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a YAML mapping, checked against those that may stand there. */
final class YamlFields {
  private final Place place;
  private final Map<String, YamlNode.Entry> byName;

  private YamlFields(Place place, Map<String, YamlNode.Entry> byName) {
    this.place = place;
    this.byName = byName;
  }

  /** Reads a mapping with these keys and no others. */
  static YamlFields known(YamlNode node, String what, List<String> allowed, Faults faults) {
    YamlFields fields = any(node, what, faults);
    for (YamlNode.Entry entry : fields.entries()) {
      if (!allowed.contains(entry.key().value())) {
        faults.addUnknown(entry.key().place(), "key", entry.key().value(), allowed);
      }
    }
    return fields;
  }

  /** Reads a mapping with keys of the author's choice; doubled ones are faults. */
  static YamlFields any(YamlNode node, String what, Faults faults) {
    Map<String, YamlNode.Entry> byName = new LinkedHashMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        YamlNode.Entry first = byName.putIfAbsent(entry.key().value(), entry);
        if (first != null) {
          faults.add(
              entry.key().place(),
              "doubled key '%s'; it stands at line %d already, keep one"
                  .formatted(entry.key().value(), first.key().place().line()));
        }
      }
    } else {
      faults.add(
          node.place(), "%s must be keys with values, and is %s".formatted(what, node.kind()));
    }
    return new YamlFields(node.place(), byName);
  }

  Place place() {
    return place;
  }

  List<YamlNode.Entry> entries() {
    return List.copyOf(byName.values());
  }

  Optional<YamlNode> value(String key) {
    return Optional.ofNullable(byName.get(key)).map(YamlNode.Entry::value);
  }

  /** The value of a key that must be there; a fault where it is not. */
  Optional<YamlNode> required(String key, String what, String example, Faults faults) {
    if (!byName.containsKey(key)) {
      faults.add(place, "%s needs the key '%s', as in '%s'".formatted(what, key, example));
    }
    return value(key);
  }

  /** A value or a list of values, as texts with their places; other types are faults. */
  static List<YamlNode.Scalar> texts(YamlNode node, String what, Faults faults) {
    List<YamlNode.Scalar> texts = new ArrayList<>();
    for (YamlNode item : items(node)) {
      text(item, what, faults).ifPresent(texts::add);
    }
    if (node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
      faults.add(node.place(), "%s is an empty list; name at least one value".formatted(what));
    }
    return texts;
  }

  /** A single text; other types are faults. */
  static Optional<YamlNode.Scalar> text(YamlNode node, String what, Faults faults) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.isText() && !scalar.value().isBlank()) {
        return Optional.of(scalar);
      }
      String fix =
          scalar.value().isBlank() ? "give it a value" : "write \"%s\"".formatted(scalar.value());
      String kind = scalar.value().isBlank() ? "empty" : scalar.kind();
      faults.add(node.place(), "%s must be a text, and is %s; %s".formatted(what, kind, fix));
    } else {
      faults.add(node.place(), "%s must be a text, and is %s".formatted(what, node.kind()));
    }
    return Optional.empty();
  }

  static List<YamlNode> items(YamlNode node) {
    return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
  }
}
