package io.github.jdbcguard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what a run of the benchmarks found as tables in Markdown: {@code Report JMH-CSV
 * COLD-STARTS}. What was not measured is left out.
 */
final class Report {
  private static final String TURN = "statementInTurn";
  private static final List<String> METHODS =
      List.of("statement", TURN, "prepare", "heldPrepared", "scan", "distinctUpdate", "connect");

  private final Map<String, Score> scores;
  private final Map<String, StartScore> starts;

  Report(Map<String, Score> scores, Map<String, StartScore> starts) {
    this.scores = Map.copyOf(scores);
    this.starts = Map.copyOf(starts);
  }

  @SuppressWarnings("SystemOut") // a command: its output is the tables
  public static void main(String[] arguments) throws IOException {
    Report report =
        new Report(
            Score.parse(lines(Path.of(arguments[0]))),
            StartScore.parse(lines(Path.of(arguments[1]))));
    System.out.print(report.text());
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** All tables. */
  String text() {
    return section("Stub driver", wrappers())
        + section("H2", engine(Database.H2))
        + section("PostgreSQL", engine(Database.POSTGRESQL))
        + section("Refusal", refusals())
        + section("Cold start, stub driver", coldStarts(Database.STUB))
        + section("Cold start, H2", coldStarts(Database.H2))
        + section("Against the targets", targets());
  }

  private static String section(String title, List<String> rows) {
    boolean empty = rows.size() <= 2;
    return empty ? "" : "### " + title + "\n\n" + String.join("\n", rows) + "\n\n";
  }

  /** A line for each wrapper: what it costs above the stub driver. */
  List<String> wrappers() {
    return table(METHODS, "");
  }

  /** The same on a real database. */
  List<String> engine(Database database) {
    List<String> methods = METHODS.stream().filter(method -> !method.equals(TURN)).toList();
    return table(methods, database + " ");
  }

  private List<String> table(List<String> methods, String database) {
    List<String> rows = heading("wrapper", methods);
    for (Wrapper wrapper : Wrapper.values()) {
      List<String> cells = methods.stream().map(m -> cell(m + " " + database, wrapper)).toList();
      if (!String.join("", cells).isEmpty()) {
        rows.add(row(wrapper.name(), cells));
      }
    }
    return rows;
  }

  private String cell(String benchmark, Wrapper wrapper) {
    Score score = scores.get(benchmark + wrapper);
    Score raw = scores.get(benchmark + Wrapper.RAW);
    if (score == null || raw == null) {
      return "";
    }
    return wrapper == Wrapper.RAW
        ? text("", score)
        : text("+", score.minus(raw)) + ratio(score.nanoseconds() / raw.nanoseconds());
  }

  /** Only where it says something: in front of a driver that does nothing it does not. */
  private static String ratio(double ratio) {
    return ratio < 3 ? String.format(Locale.ROOT, " (%.2f x)", ratio) : "";
  }

  /** What it costs to be refused. */
  List<String> refusals() {
    List<String> rows = heading("wrapper", List.of("refusal"));
    for (Wrapper wrapper : Wrapper.values()) {
      Score score = scores.get("refusal " + wrapper);
      if (score != null) {
        rows.add(row(wrapper.name(), List.of(text("", score))));
      }
    }
    return rows;
  }

  /** A line for each wrapper: what a whole process takes above one without it. */
  List<String> coldStarts(Database database) {
    List<String> rows =
        heading(
            "milliseconds",
            List.of("wall", "CPU", "first connection", "first SELECT", "first UPDATE", "classes"));
    StartScore raw = starts.get(database + " " + Wrapper.RAW);
    for (Wrapper wrapper : Wrapper.values()) {
      StartScore score = starts.get(database + " " + wrapper);
      if (score != null && raw != null) {
        boolean isRaw = wrapper == Wrapper.RAW;
        rows.add(row(wrapper.name(), cells(isRaw ? "" : "+", isRaw ? score : score.minus(raw))));
      }
    }
    return rows;
  }

  private static List<String> cells(String sign, StartScore score) {
    return List.of(
        number(sign, score.wall()),
        number(sign, score.cpu()),
        number(sign, score.connection()),
        number(sign, score.select()),
        number(sign, score.update()),
        (score.classes() < 0 ? "" : sign) + score.classes());
  }

  /** A line for each target that was measured: what the guard costs, and what it may. */
  List<String> targets() {
    List<String> rows = heading("", List.of("measured", "target", ""));
    for (Target target : Target.ALL) {
      Score score = scores.get(target.benchmark());
      Score baseline = scores.getOrDefault(target.baseline(), new Score(0, 0));
      if (score != null) {
        Score above = score.minus(baseline);
        rows.add(
            row(
                target.benchmark(),
                List.of(text("", above), text("", target.most()), target.verdict(above))));
      }
    }
    for (StartTarget target : StartTarget.ALL) {
      target.cells(starts).ifPresent(cells -> rows.add(row(target.title(), cells)));
    }
    return rows;
  }

  private static List<String> heading(String corner, List<String> columns) {
    List<String> rows = new ArrayList<>();
    rows.add(row(corner, columns));
    rows.add("|---|" + "---|".repeat(columns.size()));
    return rows;
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }

  private static String text(String sign, Score score) {
    String bytes =
        Double.isInfinite(score.bytes())
            ? "any"
            : String.format(Locale.ROOT, "%,d", Math.round(score.bytes()));
    return number(sign, score.nanoseconds()) + " / " + bytes;
  }

  static String number(String sign, double value) {
    boolean small = Math.abs(value) < 100;
    return (value >= 0 ? sign : "") + String.format(Locale.ROOT, small ? "%.1f" : "%,.0f", value);
  }
}
