package io.github.jdbcguard.transparency;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where two transcripts of the same script differ.
 *
 * @param listed the differences that the document lists, as far as they were seen
 * @param unlisted all others, each as a text to read
 */
record Comparison(Set<KnownDifference> listed, List<String> unlisted) {

  static Comparison of(Transcript raw, Transcript guarded) {
    Comparison comparison =
        new Comparison(EnumSet.noneOf(KnownDifference.class), new ArrayList<>());
    Map<String, List<String>> ours = bySteps(guarded);
    bySteps(raw)
        .forEach((step, lines) -> comparison.add(step, lines, ours.getOrDefault(step, List.of())));
    return comparison;
  }

  private static Map<String, List<String>> bySteps(Transcript transcript) {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    for (Transcript.Line line : transcript.lines()) {
      steps.computeIfAbsent(line.step(), step -> new ArrayList<>()).add(line.text());
    }
    return steps;
  }

  private void add(String step, List<String> raw, List<String> guarded) {
    for (int i = 0; i < Math.max(raw.size(), guarded.size()); i++) {
      String theirs = i < raw.size() ? raw.get(i) : "(nothing)";
      String ours = i < guarded.size() ? guarded.get(i) : "(nothing)";
      if (!theirs.equals(ours)) {
        add(step, i + 1, theirs, ours);
      }
    }
  }

  private void add(String step, int line, String raw, String guarded) {
    Optional<KnownDifference> known = KnownDifference.of(raw, guarded);
    known.ifPresentOrElse(
        listed::add,
        () ->
            unlisted.add(
                "%s, line %d%n  raw     %s%n  guarded %s".formatted(step, line, raw, guarded)));
  }
}
