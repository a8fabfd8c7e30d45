package io.github.jdbcguard.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one operation takes.
 *
 * @param nanoseconds of time
 * @param bytes that are allocated
 */
record Score(double nanoseconds, double bytes) {
  private static final String BYTES = ":gc.alloc.rate.norm";
  private static final int VALUE = 4;
  private static final int PARAMETERS = 7;

  /** Reads JMH's CSV, keyed by method and parameters: {@code "prepare RAW"}. */
  static Map<String, Score> parse(List<String> lines) {
    Map<String, Score> scores = new HashMap<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] fields = line.replace("\"", "").split(",", -1);
      String name = fields[0].replace(BYTES, "");
      boolean ofProfilerOnly = name.indexOf(':') >= 0;
      if (!ofProfilerOnly) {
        double value = Double.parseDouble(fields[VALUE]);
        String parameters =
            List.of(fields).subList(PARAMETERS, fields.length).stream()
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> " " + parameter)
                .collect(Collectors.joining());
        scores.merge(
            name.substring(name.lastIndexOf('.') + 1) + parameters,
            fields[0].equals(name) ? new Score(value, 0) : new Score(0, value),
            Score::plus);
      }
    }
    return scores;
  }

  private Score plus(Score more) {
    return new Score(nanoseconds + more.nanoseconds, bytes + more.bytes);
  }

  Score minus(Score less) {
    return new Score(nanoseconds - less.nanoseconds, bytes - less.bytes);
  }
}
