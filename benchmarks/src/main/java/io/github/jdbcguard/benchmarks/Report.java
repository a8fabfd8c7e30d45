package io.github.jdbcguard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what a run of the benchmarks found as tables in Markdown: {@code Report CSV}. */
final class Report {
  private static final List<String> METHODS =
      List.of(
          "statement",
          "statementInTurn",
          "prepare",
          "heldPrepared",
          "scan",
          "distinctUpdate",
          "connect");

  private final Map<String, Score> scores;

  Report(Map<String, Score> scores) {
    this.scores = Map.copyOf(scores);
  }

  @SuppressWarnings("SystemOut") // a command: its output is the table
  public static void main(String[] arguments) throws IOException {
    Report report = new Report(Score.parse(Files.readAllLines(Path.of(arguments[0]))));
    System.out.println(report.wrappers());
    System.out.println(report.targets());
  }

  /** A line for each wrapper: what it costs above the stub driver. */
  String wrappers() {
    StringBuilder table = new StringBuilder("| wrapper | ");
    table.append(String.join(" | ", METHODS)).append(" |\n|---|");
    table.append("---|".repeat(METHODS.size())).append('\n');
    for (Wrapper wrapper : Wrapper.values()) {
      table.append("| ").append(wrapper).append(" | ");
      table.append(String.join(" | ", METHODS.stream().map(m -> cell(m, wrapper)).toList()));
      table.append(" |\n");
    }
    return table.toString();
  }

  private String cell(String method, Wrapper wrapper) {
    Score score = scores.get(method + " " + wrapper);
    Score raw = scores.get(method + " " + Wrapper.RAW);
    if (score == null || raw == null) {
      return "";
    }
    return wrapper == Wrapper.RAW ? text("", score) : text("+", score.minus(raw));
  }

  /** A line for each target that was measured: what the guard costs, and what it may. */
  String targets() {
    StringBuilder table = new StringBuilder("| | measured | target | |\n|---|---|---|---|\n");
    for (Target target : Target.ALL) {
      Score score = scores.get(target.benchmark());
      Score baseline = scores.getOrDefault(target.baseline(), new Score(0, 0));
      if (score != null) {
        Score above = score.minus(baseline);
        table.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    target.benchmark(),
                    text("", above),
                    text("", target.most()),
                    target.verdict(above)));
      }
    }
    return table.toString();
  }

  private static String text(String sign, Score score) {
    boolean small = Math.abs(score.nanoseconds()) < 100;
    String time = String.format(Locale.ROOT, small ? "%.1f" : "%,.0f", score.nanoseconds());
    String bytes =
        Double.isInfinite(score.bytes())
            ? "any"
            : String.format(Locale.ROOT, "%,d", Math.round(score.bytes()));
    return (score.nanoseconds() >= 0 ? sign : "") + time + " / " + bytes;
  }
}
