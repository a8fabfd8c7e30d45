package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.sql.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<Arguments> policies() throws IOException {
    List<Arguments> found = new ArrayList<>();
    for (String name : List.of("README.md", "docs/policy.md")) {
      Matcher blocks = YAML.matcher(Files.readString(ROOT.resolve(name)));
      while (blocks.find()) {
        found.add(Arguments.of(name, blocks.group(1)));
      }
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void loadsEveryPolicyInTheDocumentation(String file, String text) throws Exception {
    Layer layer = PolicyReader.read(Layer.Kind.TEAM, file, text);

    assertThat(layer.environments()).isNotEmpty();
  }

  @Test
  void findsThePoliciesOfTheDocumentation() throws Exception {
    assertThat(policies()).hasSize(3);
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
