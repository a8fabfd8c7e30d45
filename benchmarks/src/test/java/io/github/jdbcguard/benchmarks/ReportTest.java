package io.github.jdbcguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String CSV =
      """
      "Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit","Param: database","Param: text","Param: wrapper"
      "a.B.prepare","avgt",1,5,3.0,0.1,"ns/op",,,RAW
      "a.B.prepare:gc.alloc.rate","avgt",1,5,900.0,0.1,"MB/sec",,,RAW
      "a.B.prepare:gc.alloc.rate.norm","avgt",1,5,16.0,0.1,"B/op",,,RAW
      "a.B.prepare","avgt",1,5,18.5,0.1,"ns/op",,,GUARD
      "a.B.prepare:gc.alloc.rate.norm","avgt",1,5,48.0001,0.1,"B/op",,,GUARD
      "a.E.prepare","avgt",1,5,2000.0,0.1,"ns/op",H2,,RAW
      "a.E.prepare:gc.alloc.rate.norm","avgt",1,5,320.0,0.1,"B/op",H2,,RAW
      "a.E.prepare","avgt",1,5,2020.0,0.1,"ns/op",H2,,GUARD
      "a.E.prepare:gc.alloc.rate.norm","avgt",1,5,352.0,0.1,"B/op",H2,,GUARD
      "a.B.judge","avgt",1,5,1234.0,0.1,"ns/op",,SHORT_SELECT,
      "a.B.judge:gc.alloc.rate.norm","avgt",1,5,2048.0,0.1,"B/op",,SHORT_SELECT,
      "a.B.load","avgt",1,5,150000000.0,0.1,"ns/op",,,
      "a.B.refusal","avgt",1,5,900.0,0.1,"ns/op",,,GUARD_GUARDED
      "a.B.refusal:gc.alloc.rate.norm","avgt",1,5,1500.0,0.1,"B/op",,,GUARD_GUARDED
      """;

  private static final String STARTS =
      """
      STUB RAW classes 700
      STUB GUARD classes 1500
      STUB RAW 3000 1000 500 0.100 0.080 0.020
      STUB GUARD 90000 2000 600 0.200 0.300 0.020
      STUB RAW 5000 1000 500 0.120 0.090 0.030
      STUB GUARD 30000 2000 600 0.150 0.150 0.020
      STUB RAW 4000 1000 500 0.110 0.080 0.010
      STUB GUARD 20000 2000 600 0.150 0.130 0.020
      """;

  private final Report report =
      new Report(Score.parse(CSV.lines().toList()), StartScore.parse(STARTS.lines().toList()));

  @Test
  void comparesWrappersWithTheStub() {
    assertThat(report.wrappers())
        .contains(
            "| RAW |  |  | 3.0 / 16 |  |  |  |  |", "| GUARD |  |  | +15.5 / 32 |  |  |  |  |");
  }

  @Test
  void comparesWrappersOnADatabase() {
    assertThat(report.engine(Database.H2))
        .contains(
            "| RAW |  | 2,000 / 320 |  |  |  |  |",
            "| GUARD |  | +20.0 / 32 (1.01 x) |  |  |  |  |");
    assertThat(report.text()).contains("### H2").doesNotContain("### PostgreSQL");
  }

  @Test
  void tellsWhatARefusalCosts() {
    assertThat(report.refusals()).contains("| GUARD_GUARDED | 900 / 1,500 |");
  }

  @Test
  void comparesTheMediansOfColdStarts() {
    assertThat(report.coldStarts(Database.STUB))
        .contains(
            "| RAW | 110 | 100 | 4.0 | 1.0 | 0.5 | 700 |",
            "| GUARD | +40.0 | +70.0 | +26.0 | +1.0 | +0.1 | +800 |");
  }

  @Test
  void tellsWhichTargetsAreMissed() {
    assertThat(report.targets())
        .contains(
            "| prepare GUARD | 15.5 / 32 | 10.0 / 32 | **time missed** |",
            "| judge SHORT_SELECT | 1,234 / 2,048 | 150 / 64 | **both missed** |",
            "| load | 150,000,000 / 0 | 200,000,000 / any | kept |",
            "| refusal GUARD_GUARDED | 900 / 1,500 | 1,000 / 1,024 | **bytes missed** |",
            "| cold start, CPU, GUARD on STUB, ms | 70.0 | 60.0 | **missed** |",
            "| cold start, first SELECT, GUARD on STUB, ms | 1.0 | 10.0 | kept |")
        .noneMatch(row -> row.contains("connect"));
  }
}
