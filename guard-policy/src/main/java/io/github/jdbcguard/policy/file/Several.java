package io.github.jdbcguard.policy.file;

import java.util.List;
import java.util.Map;

/** Shapes of places that hold several values, or one of several kinds. */
final class Several {
  private Several() {}

  /**
   * Keys of the author's choice.
   *
   * @param name what a key has to be
   * @param label what the value of a key is called in messages, with %s for the key
   */
  record Named(Shape name, Shape value, String label) implements Shape {
    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        faults.add(
            node.place(),
            "%s must be keys with values, and is %s; write each as 'key: value'"
                .formatted(what, YamlNode.described(node)));
        return;
      }
      for (YamlNode.Entry entry : mapping.byName(faults).values()) {
        YamlNode.Scalar key = entry.key();
        name.check(new YamlNode.Scalar(key.place(), key.value(), false), "a key", faults);
        value.check(entry.value(), label.formatted(key.value()), faults);
      }
    }

    @Override
    public Map<String, Object> schema() {
      return Shape.ordered(
          "type", "object", "propertyNames", name.schema(), "additionalProperties", value.schema());
    }
  }

  /**
   * A list.
   *
   * @param label what an item is called in messages
   * @param empty what is wrong with an empty list, with %s for the place
   */
  record Items(Shape item, String label, String empty) implements Shape {
    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (!(node instanceof YamlNode.Sequence sequence)) {
        faults.add(
            node.place(),
            "%s must be a list, and is %s; start each entry with '- '"
                .formatted(what, YamlNode.described(node)));
        return;
      }
      if (sequence.items().isEmpty()) {
        faults.add(node.place(), empty.formatted(what));
      }
      sequence.items().forEach(value -> item.check(value, label, faults));
    }

    @Override
    public Map<String, Object> schema() {
      return Shape.ordered("type", "array", "minItems", 1, "items", item.schema());
    }
  }

  /** A value, or a list of values. */
  record OneOrMore(Shape item) implements Shape {
    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (node instanceof YamlNode.Sequence sequence) {
        if (sequence.items().isEmpty()) {
          faults.add(node.place(), "%s is an empty list; name at least one value".formatted(what));
        }
        sequence.items().forEach(value -> item.check(value, what, faults));
      } else {
        item.check(node, what, faults);
      }
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> one = item.schema();
      return Shape.ordered(
          "anyOf", List.of(one, Shape.ordered("type", "array", "minItems", 1, "items", one)));
    }
  }

  /** Keys with values, or something else. */
  record KeysOr(Keys keys, Shape other) implements Shape {
    @Override
    public void check(YamlNode node, String what, Faults faults) {
      (node instanceof YamlNode.Mapping ? keys : other).check(node, what, faults);
    }

    @Override
    public Map<String, Object> schema() {
      return Shape.ordered("anyOf", List.of(other.schema(), keys.schema()));
    }
  }
}
