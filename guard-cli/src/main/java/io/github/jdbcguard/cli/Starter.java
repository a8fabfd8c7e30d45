package io.github.jdbcguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A policy to start with. Each lies in {@code starters} as a whole policy for {@code example.com};
 * of it, the lines that end with {@code # example: production} (or {@code staging}) and the URLs of
 * its tests are rewritten for the addresses that are given.
 */
enum Starter {
  SOLO,
  TEAM,
  COMPANY;

  /** Of the examples, as the files have them. */
  private static final Map<String, DatabaseAddress> EXAMPLES =
      Map.of(
          "production", DatabaseAddress.parse("db.example.com/shop").get(0),
          "staging", DatabaseAddress.parse("staging.example.com/shop").get(0));

  /** As options and people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException where it is none of them
   */
  static Starter parse(String text) {
    return Arrays.stream(values())
        .filter(starter -> starter.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not known; there are solo, team and company".formatted(text)));
  }

  /** Whether it has an environment between the own machine and production. */
  boolean hasStaging() {
    return switch (this) {
      case SOLO -> false;
      case TEAM, COMPANY -> true;
    };
  }

  /** The files, by the names that they get; a list without addresses leaves the example. */
  Map<String, String> files(List<DatabaseAddress> production, List<DatabaseAddress> staging) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("guard.yaml", filled(this + ".yaml", production, staging));
    if (this == COMPANY) {
      files.put("organisation.yaml", filled("organisation.yaml", production, staging));
    }
    return files;
  }

  private static String filled(
      String resource, List<DatabaseAddress> production, List<DatabaseAddress> staging) {
    return filled(filled(text(resource), "production", production), "staging", staging);
  }

  private static String filled(String text, String name, List<DatabaseAddress> addresses) {
    DatabaseAddress example = EXAMPLES.get(name);
    if (addresses.isEmpty() || example == null) {
      return text;
    }
    String mark = "# example: " + name;
    Function<String, String> entries =
        line ->
            addresses.stream()
                .map(a -> line.replace(example.keys(), a.keys()).replace(mark, "").stripTrailing())
                .collect(Collectors.joining("\n"));
    return text.lines()
        .map(line -> line.endsWith(mark) ? entries.apply(line) : line)
        .map(line -> line.replace(example.url() + '"', addresses.get(0).url() + '"'))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(String resource) {
    try (InputStream in = Starter.class.getResourceAsStream("starters/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("guard.jar is incomplete: no starters/" + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
