package io.github.jdbcguard.policy.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys with values, of which each has a shape of its own.
 *
 * @param demands what has to be there beyond the required keys
 */
record Keys(List<Key> keys, List<Demand> demands) implements Shape {

  static Keys of(Key... keys) {
    return new Keys(Arrays.asList(keys), List.of());
  }

  /** The same, of which one key at least has to be there. */
  Keys atLeastOne(String hint) {
    return demanding(new Demand(keys.stream().map(Key::name).toList(), false, hint));
  }

  /** The same, of which exactly one of these keys has to be there. */
  Keys exactlyOne(String hint, String... names) {
    return demanding(new Demand(Arrays.asList(names), true, hint));
  }

  /** The same, of which one of these keys at least has to be there. */
  Keys oneOf(String hint, String... names) {
    return demanding(new Demand(Arrays.asList(names), false, hint));
  }

  private Keys demanding(Demand demand) {
    List<Demand> all = new ArrayList<>(demands);
    all.add(demand);
    return new Keys(keys, all);
  }

  /**
   * That one of several keys has to be there.
   *
   * @param exclusive and no other of them
   * @param hint what is wrong where it is not so
   */
  record Demand(List<String> names, boolean exclusive, String hint) {}

  private List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  @Override
  public void check(YamlNode node, String what, Faults faults) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      faults.add(
          node.place(), "%s must be keys with values, and is %s".formatted(what, node.kind()));
      return;
    }
    Map<String, YamlNode.Entry> present = mapping.byName(faults);
    for (YamlNode.Entry entry : present.values()) {
      Optional<Key> key = key(entry.key().value());
      if (key.isEmpty()) {
        faults.addUnknown(entry.key().place(), "key", entry.key().value(), names());
      } else {
        key.get().shape().check(entry.value(), key.get().name(), faults);
      }
    }
    checkPresence(node, present, what, faults);
  }

  private Optional<Key> key(String name) {
    for (Key key : keys) {
      if (key.name().equals(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private void checkPresence(
      YamlNode node, Map<String, YamlNode.Entry> present, String what, Faults faults) {
    for (Key key : keys) {
      if (key.needed() && !present.containsKey(key.name())) {
        faults.add(
            node.place(),
            "%s needs the key '%s', as in '%s'".formatted(what, key.name(), key.example()));
      }
    }
    for (Demand demand : demands) {
      List<String> there = demand.names().stream().filter(present::containsKey).toList();
      boolean misspelt = demand.names().size() == keys.size() && !present.isEmpty();
      if ((there.isEmpty() && !misspelt) || (demand.exclusive() && there.size() > 1)) {
        faults.add(node.place(), demand.hint().formatted(what));
      }
    }
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : keys) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("description", key.about());
      schema.putAll(key.shape().schema());
      properties.put(key.name(), schema);
    }
    Map<String, Object> schema =
        Shape.ordered("type", "object", "additionalProperties", false, "properties", properties);
    List<String> needed = keys.stream().filter(Key::needed).map(Key::name).toList();
    if (!needed.isEmpty()) {
      schema.put("required", needed);
    }
    if (!demands.isEmpty()) {
      schema.put("allOf", demands.stream().map(Keys::schema).toList());
    }
    return schema;
  }

  private static Map<String, Object> schema(Demand demand) {
    List<Map<String, Object>> each = new ArrayList<>();
    demand.names().forEach(name -> each.add(Map.of("required", List.of(name))));
    return Map.of(demand.exclusive() ? "oneOf" : "anyOf", each);
  }
}
