package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A piece of a YAML document that knows where it stands. */
sealed interface YamlNode {

  Place place();

  /** What it is, for messages. */
  String kind();

  /** The text that it is, for messages, or what else it is. */
  static String described(YamlNode node) {
    return node instanceof Scalar scalar && scalar.isText()
        ? "the text '%s'".formatted(scalar.value().replaceFirst("(?s)(?<=.{60}).+", "…"))
        : node.kind();
  }

  /**
   * A single value.
   *
   * @param plain whether it stands without quotes, so that it may be a number, a boolean or null
   */
  record Scalar(Place place, String value, boolean plain) implements YamlNode {
    private static final String STARTS_OF_OTHERS = "-+.~0123456789tTfFnN";
    private static final Pattern EMPTY = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final int MAX_DIGITS = 40;
    private static final Pattern NUMBER =
        Pattern.compile(
            "[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?)"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    @Override
    public String kind() {
      return isText() ? "a text" : empty() ? "empty" : "the %s %s".formatted(type(), value);
    }

    /** Whether YAML 1.2 (core schema) reads it as a text. */
    boolean isText() {
      return type().isEmpty();
    }

    /** Whether YAML 1.2 (core schema) reads it as null. */
    boolean empty() {
      return type().equals("empty value");
    }

    /**
     * The whole number that YAML 1.2 (core schema) reads, however it is written ({@code 7}, {@code
     * 007}, {@code 0x7}, {@code 7.0}); empty for others, and for those that no {@code int} holds.
     */
    Optional<Integer> wholeNumber() {
      if (!type().equals("number") || value.length() > MAX_DIGITS) {
        return Optional.empty();
      }
      try {
        return Optional.of(number().intValueExact());
      } catch (NumberFormatException | ArithmeticException tooLargeOrNotWhole) {
        return Optional.empty();
      }
    }

    private BigDecimal number() {
      String digits = value.startsWith("-") || value.startsWith("+") ? value.substring(1) : value;
      BigDecimal number =
          digits.startsWith("0x")
              ? new BigDecimal(new BigInteger(digits.substring(2), 16))
              : digits.startsWith("0o")
                  ? new BigDecimal(new BigInteger(digits.substring(2), 8))
                  : new BigDecimal(digits);
      return value.startsWith("-") ? number.negate() : number;
    }

    /** The boolean that YAML 1.2 (core schema) reads; empty for others. */
    Optional<Boolean> flag() {
      return type().equals("boolean")
          ? Optional.of(value.equalsIgnoreCase("true"))
          : Optional.empty();
    }

    private String type() {
      boolean mayBeOther = value.isEmpty() || STARTS_OF_OTHERS.indexOf(value.charAt(0)) >= 0;
      if (!plain || !mayBeOther) {
        return "";
      }
      if (EMPTY.matcher(value).matches()) {
        return "empty value";
      }
      if (BOOLEAN.matcher(value).matches()) {
        return "boolean";
      }
      return NUMBER.matcher(value).matches() ? "number" : "";
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

    /** The entries by their keys; of doubled ones the first, and the others are faults. */
    Map<String, Entry> byName(Faults faults) {
      Map<String, Entry> byName = new LinkedHashMap<>();
      for (Entry entry : entries) {
        Entry first = byName.putIfAbsent(entry.key().value(), entry);
        if (first != null) {
          faults.add(
              entry.key().place(),
              "doubled key '%s'; it stands at line %d already, keep one"
                  .formatted(entry.key().value(), first.key().place().line()));
        }
      }
      return byName;
    }

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}
