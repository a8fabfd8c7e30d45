package io.github.jdbcguard.policy.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What may stand at a place of a policy file. The loader checks by it, and the published JSON
 * Schema is written from it, so that the two say the same.
 */
sealed interface Shape
    permits Shape.Text,
        Shape.Word,
        Shape.Whole,
        Shape.Flag,
        Keys,
        Several.Named,
        Several.Items,
        Several.OneOrMore,
        Several.KeysOr {

  /**
   * Reports what does not fit.
   *
   * @param what the name of the place, for messages
   */
  void check(YamlNode node, String what, Faults faults);

  /** The same as JSON Schema (2020-12). */
  Map<String, Object> schema();

  /**
   * A text that is not blank.
   *
   * @param pattern what it has to be, in words that Java and ECMAScript understand alike
   * @param hint what is wrong with others and what would be right, with %s for the text
   */
  record Text(Pattern pattern, String hint) implements Shape {
    /** What is not blank in Java, nor in ECMAScript: their {@code \\s} differ. */
    private static final Pattern VISIBLE =
        Pattern.compile(
            "[^\\t-\\r\\x1c-\\x20\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]");

    private static final Pattern ANY = Pattern.compile("(?s).*");

    static final Text ANYTHING = new Text(ANY, "");

    /** A text of a certain form. */
    static Text of(String regex, String hint) {
      return new Text(Pattern.compile(regex), hint);
    }

    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (!(node instanceof YamlNode.Scalar scalar)) {
        faults.add(node.place(), "%s must be a text, and is %s".formatted(what, node.kind()));
      } else if (scalar.empty() || !VISIBLE.matcher(scalar.value()).find()) {
        faults.add(
            node.place(), "%s must be a text, and is empty; give it a value".formatted(what));
      } else if (!scalar.isText() && pattern.matcher(scalar.value()).matches()) {
        faults.add(
            node.place(),
            "%s must be a text, and is %s; write \"%s\""
                .formatted(what, scalar.kind(), scalar.value()));
      } else if (!scalar.isText()
          || (pattern != ANY && !pattern.matcher(scalar.value()).matches())) {
        faults.add(node.place(), hint.formatted(scalar.value()));
      }
    }

    @Override
    public Map<String, Object> schema() {
      return pattern == ANY
          ? ordered("type", "string", "pattern", VISIBLE.pattern())
          : ordered("type", "string", "pattern", "^(?:" + pattern.pattern() + ")$");
    }
  }

  /**
   * One word of a fixed set.
   *
   * @param kind what the words are, for messages
   */
  record Word(String kind, List<String> words) implements Shape {
    static Word of(String kind, String... words) {
      return new Word(kind, Arrays.asList(words));
    }

    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (!(node instanceof YamlNode.Scalar scalar) || scalar.value().isBlank()) {
        faults.add(
            node.place(),
            "%s must be a word, and is %s; allowed are %s"
                .formatted(what, YamlNode.described(node), String.join(", ", words)));
      } else if (!scalar.isText() || !words.contains(scalar.value())) {
        faults.addUnknown(node.place(), kind, scalar.value(), words);
      }
    }

    @Override
    public Map<String, Object> schema() {
      return ordered("enum", words);
    }
  }

  /** A whole number within bounds. */
  record Whole(int min, int max) implements Shape {
    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (!(node instanceof YamlNode.Scalar scalar && within(scalar))) {
        faults.add(
            node.place(),
            (min == max
                    ? "%s must be the number %d, and is %4$s"
                    : "%s must be a whole number from %d to %d, and is %s")
                .formatted(what, min, max, YamlNode.described(node)));
      }
    }

    private boolean within(YamlNode.Scalar scalar) {
      return scalar.wholeNumber().filter(value -> value >= min && value <= max).isPresent();
    }

    @Override
    public Map<String, Object> schema() {
      return ordered("type", "integer", "minimum", min, "maximum", max);
    }
  }

  /** Yes or no, as {@code true} or {@code false}. */
  record Flag() implements Shape {
    @Override
    public void check(YamlNode node, String what, Faults faults) {
      if (!(node instanceof YamlNode.Scalar scalar && scalar.flag().isPresent())) {
        faults.add(
            node.place(),
            "%s must be true or false, and is %s".formatted(what, YamlNode.described(node)));
      }
    }

    @Override
    public Map<String, Object> schema() {
      return ordered("type", "boolean");
    }
  }

  /** A map that keeps the order in which it is written here. */
  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
