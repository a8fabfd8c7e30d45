package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.sql.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every policy in the documentation loads, and its tables say what the code does. */
class DocumentedPoliciesTest {
  /** In the order of the columns. */
  private static final List<Level> LEVELS =
      List.of(Level.OPEN, Level.GUARDED, Level.PROTECTED, Level.SEALED);

  private static final Path ROOT = Path.of("..");

  static Stream<Arguments> policies() throws IOException {
    return DocumentedPolicies.all();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void loadsEveryPolicyInTheDocumentation(String file, String text) throws Exception {
    Layer layer = PolicyReader.read(Layer.Kind.TEAM, file, text, DocumentedPolicies.FILES);

    assertThat(layer.source()).isEqualTo(file);
  }

  @Test
  void findsThePoliciesOfTheDocumentation() throws Exception {
    assertThat(policies()).hasSizeGreaterThan(4);
  }

  @Test
  void documentsWhatTheLevelsSay() throws Exception {
    String reference = Files.readString(ROOT.resolve("docs/policy.md"));
    for (Operation.Group group : Operation.Group.values()) {
      if (group == Operation.Group.RETARGET) {
        continue;
      }
      String row =
          reference
              .lines()
              .dropWhile(line -> !line.startsWith("| | open"))
              .filter(line -> line.startsWith("| `") && line.contains("`" + group.id() + "`"))
              .findFirst()
              .orElseThrow();
      List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
      for (int i = 0; i < LEVELS.size(); i++) {
        Level level = LEVELS.get(i);
        assertThat(cells.get(2 + i))
            .as("%s on %s", group, level)
            .startsWith(level.verdict(group).id());
      }
    }
  }
}
