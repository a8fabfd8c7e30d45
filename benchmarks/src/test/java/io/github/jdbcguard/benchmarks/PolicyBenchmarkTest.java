package io.github.jdbcguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.benchmarks.PolicyBenchmark.Loaded;
import io.github.jdbcguard.benchmarks.PolicyBenchmark.Texts;
import io.github.jdbcguard.benchmarks.PolicyBenchmark.Whereto;
import io.github.jdbcguard.policy.Layer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is as large as is said, and finds what is there. */
class PolicyBenchmarkTest {

  @Test
  void readsTenThousandEntries() throws Exception {
    Layer team = new Texts().policy().layers().get(1);

    assertThat(team.environments()).hasSize(1_000);
    assertThat(team.environments().stream().mapToInt(e -> e.recognition().matches().size()).sum())
        .isEqualTo(10_000);
    assertThat(PolicyText.team().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1 << 20);
  }

  @ParameterizedTest
  @EnumSource(Whereto.class)
  void findsTheEnvironment(Whereto target) throws Exception {
    Loaded loaded = new Loaded();
    loaded.target = target;

    loaded.load();

    assertThat(loaded.assign().names()).containsExactly(target.environment);
  }
}
