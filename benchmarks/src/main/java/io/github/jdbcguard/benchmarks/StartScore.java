package io.github.jdbcguard.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process took that did {@link FirstSteps}: the median of its runs, in milliseconds.
 *
 * @param wall from its start to its end
 * @param cpu of all its threads, user and system
 * @param connection the first one
 * @param select the first one
 * @param update the first one
 * @param classes how many were loaded
 */
record StartScore(
    double wall, double cpu, double connection, double select, double update, long classes) {
  private static final String CLASSES = "classes";

  /** Reads what {@link ColdStart} wrote, keyed by database and wrapper: {@code "STUB RAW"}. */
  static Map<String, StartScore> parse(List<String> lines) {
    Map<String, List<double[]>> runs = new LinkedHashMap<>();
    Map<String, Long> classes = new HashMap<>();
    for (String line : lines) {
      List<String> fields = List.of(line.split(" ", -1));
      String subject = fields.get(0) + " " + fields.get(1);
      if (fields.get(2).equals(CLASSES)) {
        classes.put(subject, Long.valueOf(fields.get(3)));
      } else {
        double[] run = fields.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
        runs.computeIfAbsent(subject, key -> new ArrayList<>()).add(run);
      }
    }
    Map<String, StartScore> scores = new LinkedHashMap<>();
    runs.forEach(
        (subject, all) -> scores.put(subject, median(all, classes.getOrDefault(subject, 0L))));
    return scores;
  }

  private static StartScore median(List<double[]> runs, long classes) {
    return new StartScore(
        median(runs.stream().mapToDouble(run -> run[3] * 1_000).toArray()),
        median(runs.stream().mapToDouble(run -> (run[4] + run[5]) * 1_000).toArray()),
        median(runs.stream().mapToDouble(run -> run[0] / 1_000).toArray()),
        median(runs.stream().mapToDouble(run -> run[1] / 1_000).toArray()),
        median(runs.stream().mapToDouble(run -> run[2] / 1_000).toArray()),
        classes);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  StartScore minus(StartScore less) {
    return new StartScore(
        wall - less.wall,
        cpu - less.cpu,
        connection - less.connection,
        select - less.select,
        update - less.update,
        classes - less.classes);
  }
}
