package io.github.jdbcguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String CSV =
      """
      "Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit","Param: text","Param: wrapper"
      "a.B.prepare","avgt",1,5,3.0,0.1,"ns/op",,RAW
      "a.B.prepare:gc.alloc.rate","avgt",1,5,900.0,0.1,"MB/sec",,RAW
      "a.B.prepare:gc.alloc.rate.norm","avgt",1,5,16.0,0.1,"B/op",,RAW
      "a.B.prepare","avgt",1,5,18.5,0.1,"ns/op",,GUARD
      "a.B.prepare:gc.alloc.rate.norm","avgt",1,5,48.0001,0.1,"B/op",,GUARD
      "a.B.judge","avgt",1,5,1234.0,0.1,"ns/op",SHORT_SELECT,
      "a.B.judge:gc.alloc.rate.norm","avgt",1,5,2048.0,0.1,"B/op",SHORT_SELECT,
      "a.B.load","avgt",1,5,150000000.0,0.1,"ns/op",,
      """;

  private final Report report = new Report(Score.parse(CSV.lines().toList()));

  @Test
  void comparesWrappersWithTheStub() {
    assertThat(report.wrappers())
        .contains("| RAW |  |  | 3.0 / 16 |")
        .contains("| GUARD |  |  | +15.5 / 32 |");
  }

  @Test
  void tellsWhichTargetsAreMissed() {
    assertThat(report.targets())
        .contains("| prepare GUARD | 15.5 / 32 | 10.0 / 32 | **time missed** |")
        .contains("| judge SHORT_SELECT | 1,234 / 2,048 | 150 / 64 | **both missed** |")
        .contains("| load  | 150,000,000 / 0 | 200,000,000 / any | kept |")
        .doesNotContain("connect");
  }
}
