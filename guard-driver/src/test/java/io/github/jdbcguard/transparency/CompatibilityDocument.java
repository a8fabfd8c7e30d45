package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The table of the differences that stay, in docs/compatibility.md. */
final class CompatibilityDocument {
  private static final Path FILE = Path.of("..", "docs", "compatibility.md");

  private CompatibilityDocument() {}

  /** What the document lists for an engine, which it must know by these names. */
  static Set<KnownDifference> differencesOn(TestEngine engine) {
    Set<KnownDifference> listed = EnumSet.noneOf(KnownDifference.class);
    rows()
        .filter(cells -> cells.get(2).toUpperCase(Locale.ROOT).contains(engine.name()))
        .forEach(cells -> listed.add(known(cells.get(1))));
    return listed;
  }

  /** The first cell of each row. */
  static List<String> titles() {
    return rows().map(cells -> cells.get(1)).toList();
  }

  private static KnownDifference known(String title) {
    return Stream.of(KnownDifference.values())
        .filter(known -> known.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no test knows of '%s'".formatted(title)));
  }

  private static Stream<List<String>> rows() {
    try {
      return Files.readAllLines(FILE).stream()
          .dropWhile(line -> !line.startsWith("| difference |"))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
