package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ColoursTest {

  @Test
  void areForTerminalsAtWhichNobodySaidNo() {
    assertThat(Colours.wanted(Map.of("TERM", "xterm"), true)).isTrue();
    assertThat(Colours.wanted(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(Colours.wanted(Map.of("TERM", "xterm"), false)).isFalse();
    assertThat(Colours.wanted(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(Colours.wanted(Map.of("TERM", "dumb"), true)).isFalse();
  }

  @Test
  void paintAVerdictAndNothingElse() {
    assertThat(Tone.of(Verdict.DENY).paint("deny", Ansi.ON)).isEqualTo("\u001b[31mdeny\u001b[39m");
    assertThat(Tone.of(Verdict.ALLOW).paint("allow", Ansi.OFF)).isEqualTo("allow");
  }
}
