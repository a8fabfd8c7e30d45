package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
          node.place(),
          "%s must be keys with values, and is %s; its keys are %s"
              .formatted(what, YamlNode.described(node), String.join(", ", names())));
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
    Set<String> misspelt = misspelt(present.keySet());
    for (Key key : keys) {
      if (key.needed() && !present.containsKey(key.name()) && !misspelt.contains(key.name())) {
        faults.add(
            node.place(),
            "%s needs the key '%s', as in '%s'".formatted(what, key.name(), key.example()));
      }
    }
    for (Demand demand : demands) {
      List<String> there = demand.names().stream().filter(present::containsKey).toList();
      boolean allUnknown = demand.names().size() == keys.size() && !present.isEmpty();
      boolean told = allUnknown || demand.names().stream().anyMatch(misspelt::contains);
      if (there.isEmpty() && !told) {
        faults.add(node.place(), demand.hint().formatted(what));
      }
      if (demand.exclusive() && there.size() > 1) {
        faults.add(
            node.place(),
            "%s has both '%s'; keep one of them".formatted(what, String.join("' and '", there)));
      }
    }
  }

  /**
   * The keys that were probably meant by unknown ones; that they are missing is told with those.
   */
  private Set<String> misspelt(Set<String> present) {
    Set<String> meant = Set.of();
    for (String name : present) {
      if (key(name).isEmpty()) {
        meant = meant.isEmpty() ? new HashSet<>() : meant;
        Nearest.to(name, names()).ifPresent(meant::add);
      }
    }
    return meant;
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : keys) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("description", key.about());
      if (!key.usual().equals("")) {
        schema.put("default", key.usual());
      }
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
    demand.names().forEach(name -> each.add(Shape.ordered("required", List.of(name))));
    return Shape.ordered(demand.exclusive() ? "oneOf" : "anyOf", each);
  }
}
