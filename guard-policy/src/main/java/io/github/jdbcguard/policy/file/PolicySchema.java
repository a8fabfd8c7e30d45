package io.github.jdbcguard.policy.file;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of policy files, for editors. It refuses what the loader refuses for its
 * structure: wrong keys, words and types. Only the loader knows what the values mean.
 */
public final class PolicySchema {
  private static final String DESCRIPTION = "description";

  private PolicySchema() {}

  /** The schema, in the 2020-12 draft, as JSON that ends with a line end. */
  public static String text() {
    Map<Object, String> names = new HashMap<>();
    Values.REPEATED.forEach((name, shape) -> names.put(shape.schema(), name));
    Map<String, Object> schema =
        Shape.ordered(
            "$schema",
            "https://json-schema.org/draft/2020-12/schema",
            "$id",
            "urn:jdbcguard:guard.schema.json:" + PolicyFormat.VERSION,
            "title",
            "guard.yaml",
            DESCRIPTION,
            "A policy of JDBC Guard: which databases there are, and what may be done to them.");
    PolicyFormat.POLICY.schema().forEach((key, value) -> schema.put(key, shortened(value, names)));
    Map<String, Object> definitions = new LinkedHashMap<>();
    Values.REPEATED.forEach((name, shape) -> definitions.put(name, parts(shape.schema(), names)));
    schema.put("$defs", definitions);
    return JsonText.of(schema) + "\n";
  }

  /** The same, in which what repeats is referred to. */
  private static Object shortened(Object schema, Map<Object, String> names) {
    if (schema instanceof List<?> list) {
      return list.stream().map(item -> shortened(item, names)).toList();
    }
    if (!(schema instanceof Map<?, ?> map)) {
      return schema;
    }
    Map<Object, Object> plain = new LinkedHashMap<>(map);
    Map<Object, Object> reference = new LinkedHashMap<>();
    for (String beside : List.of(DESCRIPTION, "default")) {
      Object value = plain.get(beside);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        reference.put(beside, value);
        plain.remove(beside);
      }
    }
    String name = names.get(plain);
    if (name == null) {
      return parts(map, names);
    }
    reference.put("$ref", "#/$defs/" + name);
    return reference;
  }

  private static Map<Object, Object> parts(Map<?, ?> schema, Map<Object, String> names) {
    Map<Object, Object> parts = new LinkedHashMap<>();
    schema.forEach((key, value) -> parts.put(key, shortened(value, names)));
    return parts;
  }
}
