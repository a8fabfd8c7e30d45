package io.github.jdbcguard.policy;

import java.util.List;

/** A piece of a YAML document that knows where it stands. */
sealed interface YamlNode {

  Place place();

  /** What it is, for messages. */
  String kind();

  /**
   * A single value.
   *
   * @param plain whether it stands without quotes, so that it may be a number, a boolean or null
   */
  record Scalar(Place place, String value, boolean plain) implements YamlNode {
    @Override
    public String kind() {
      return isText() ? "a text" : "the %s %s".formatted(type(), value.isEmpty() ? "~" : value);
    }

    /** Whether YAML 1.2 (core schema) reads it as a text. */
    boolean isText() {
      return !plain || type().isEmpty();
    }

    /** Whether YAML 1.2 (core schema) reads it as a whole number. */
    boolean isInteger() {
      return plain && value.matches("[-+]?[0-9]+");
    }

    private String type() {
      if (value.matches("|~|null|Null|NULL")) {
        return "empty value";
      }
      if (value.matches("true|True|TRUE|false|False|FALSE")) {
        return "boolean";
      }
      return value.matches(
              "[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?)"
                  + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)")
          ? "number"
          : "";
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the file. */
  record Mapping(Place place, List<Entry> entries) implements YamlNode {
    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}
