package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys with values in the order in which a driver reads them: later ones win. */
record Parameters(List<Parameter> all) {

  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_+:/.,-]*");

  Parameters {
    all = List.copyOf(all);
    for (Parameter parameter : all) {
      // letters such as the Kelvin sign are a 'k' to one driver and none to the next
      if (parameter.key().chars().anyMatch(c -> c > '~')) {
        throw new NotUnderstoodException("a key outside of ASCII: '%s'".formatted(parameter.key()));
      }
    }
  }

  /** A key with its value, as the driver decodes them. */
  record Parameter(String key, String value) {
    boolean is(String name) {
      return key.equalsIgnoreCase(name);
    }
  }

  static Parameters of(Map<String, String> properties) {
    return new Parameters(
        properties.entrySet().stream().map(e -> new Parameter(e.getKey(), e.getValue())).toList());
  }

  /** For drivers that read keys in any case: which of two spellings wins, nobody can say. */
  Parameters inOneSpelling() {
    Map<String, Parameter> seen = new HashMap<>();
    for (Parameter parameter : all) {
      Parameter other = seen.put(parameter.key().toLowerCase(Locale.ROOT), parameter);
      if (other != null
          && !other.key().equals(parameter.key())
          && !other.value().equals(parameter.value())) {
        throw new NotUnderstoodException(
            "'%s' is given twice, in two spellings".formatted(parameter.key()));
      }
    }
    return this;
  }

  /** These, and behind them the stronger ones. */
  Parameters overriddenBy(Parameters stronger) {
    List<Parameter> both = new ArrayList<>(all);
    both.addAll(stronger.all);
    return new Parameters(both);
  }

  /** The last value of the key in exactly this spelling. */
  Optional<String> exact(String key) {
    return all.stream().filter(p -> p.key().equals(key)).reduce((a, b) -> b).map(Parameter::value);
  }

  /** The last value of the key in any case. */
  Optional<String> any(String key) {
    return all.stream().filter(p -> p.is(key)).reduce((a, b) -> b).map(Parameter::value);
  }

  /** The first of the keys that has a value, in any case. */
  Optional<String> anyOf(Collection<String> keys) {
    return all.stream()
        .filter(p -> !p.value().isEmpty() && keys.contains(p.key().toLowerCase(Locale.ROOT)))
        .map(Parameter::key)
        .findFirst();
  }

  /** All of the keys that have a value, as they are written. */
  List<String> allOf(Collection<String> keys) {
    return all.stream()
        .filter(p -> !p.value().isEmpty() && keys.contains(p.key().toLowerCase(Locale.ROOT)))
        .map(Parameter::key)
        .distinct()
        .toList();
  }

  /** Stops where one of the keys occurs, in any case: then it is not the URL that decides. */
  void requireNone(Collection<String> keys) {
    for (Parameter parameter : all) {
      if (keys.contains(parameter.key().toLowerCase(Locale.ROOT))) {
        throw new NotUnderstoodException(
            "'%s' decides at run time what is reached".formatted(parameter.key()));
      }
    }
  }

  /** Stops where one of the keys has a value that could be more than a name or number. */
  void requirePlainWord(Collection<String> keys) {
    for (Parameter parameter : all) {
      if (keys.contains(parameter.key().toLowerCase(Locale.ROOT))
          && !PLAIN_WORD.matcher(parameter.value()).matches()) {
        throw new NotUnderstoodException(
            "the value of '%s' is not a plain word".formatted(parameter.key()));
      }
    }
  }
}
