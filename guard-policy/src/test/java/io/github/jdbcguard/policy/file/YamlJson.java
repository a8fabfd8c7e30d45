package io.github.jdbcguard.policy.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an editor sees of a YAML tree: the values of JSON. */
final class YamlJson {
  private YamlJson() {}

  static String of(YamlNode node) {
    return JsonText.of(value(node));
  }

  private enum Null {
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  private static Object value(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach(e -> map.putIfAbsent(e.key().value(), value(e.value())));
      return map;
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items().stream().map(YamlJson::value).toList();
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    if (scalar.isText()) {
      return scalar.value();
    }
    return scalar.empty()
        ? Null.NULL
        : scalar.flag().map(Object.class::cast).orElseGet(() -> number(scalar.value()));
  }

  /** JSON has no infinity; another number that is not whole stands in for it. */
  private static Object number(String text) {
    if (text.toLowerCase(java.util.Locale.ROOT).matches("[-+]?\\.(inf|nan)")) {
      return 0.5;
    }
    String digits = text.replaceFirst("^[-+]", "");
    BigDecimal number =
        digits.startsWith("0x")
            ? new BigDecimal(new BigInteger(digits.substring(2), 16))
            : digits.startsWith("0o")
                ? new BigDecimal(new BigInteger(digits.substring(2), 8))
                : new BigDecimal(digits);
    return text.startsWith("-") ? number.negate() : number;
  }
}
