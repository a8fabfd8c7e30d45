package io.github.jdbcguard.corpus;

import io.github.jdbcguard.sql.Classifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the judge knows of an engine's functions.
 *
 * @param harmless the names of those that change nothing, in lower case
 * @param effects the names of those with effects
 */
record FunctionLists(Set<String> harmless, Set<String> effects) {

  static FunctionLists of(String engine) {
    return new FunctionLists(
        names("functions-" + engine + ".txt"), names("effects-" + engine + ".txt"));
  }

  Set<String> all() {
    Set<String> all = new TreeSet<>(harmless);
    all.addAll(effects);
    return all;
  }

  Set<String> inBoth() {
    Set<String> both = new TreeSet<>(harmless);
    both.retainAll(effects);
    return both;
  }

  private static Set<String> names(String file) {
    try (InputStream in = Classifier.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .map(String::strip)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
