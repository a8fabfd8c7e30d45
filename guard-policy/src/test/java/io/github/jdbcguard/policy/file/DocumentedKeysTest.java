package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference has each key of the format, in the table under its path, with its default. */
class DocumentedKeysTest {
  private static final Pattern HEADING = Pattern.compile("#+ `([a-z_.]+)`");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\|(.*)\\|");

  @Test
  void documentsEveryKeyWithItsDefault() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    DocumentedKeys.of(PolicyFormat.POLICY)
        .forEach((path, key) -> expected.put(path, ofFormat(key)));

    Map<String, String> documented = documented();

    assertThat(documented.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (path, usual) -> {
          if (usual.isEmpty()) {
            assertThat(documented.get(path)).as(path).isNotBlank().isNotEqualTo("required");
          } else {
            assertThat(documented.get(path)).as(path).isEqualTo(usual);
          }
        });
  }

  @Test
  void linesAreNotTooLong() throws Exception {
    assertThat(
            Files.readAllLines(Path.of("../docs/policy.md")).stream().filter(l -> l.length() > 180))
        .isEmpty();
  }

  /** What the column says; empty where the reference says it in its own words. */
  private static String ofFormat(Key key) {
    if (key.needed()) {
      return "required";
    }
    return key.usual().equals("") ? "" : "`" + key.usual() + "`";
  }

  /** The default of each key, by its path. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    String section = "";
    boolean ofKeys = false;
    for (String line : Files.readAllLines(Path.of("../docs/policy.md"))) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        section = heading.group(1).equals("guard.yaml") ? "" : heading.group(1) + ".";
      }
      ofKeys = line.startsWith("|") && (ofKeys || line.startsWith("| key |"));
      if (ofKeys && row.matches()) {
        List<String> cells = Arrays.asList(row.group(2).split(" \\| ", -1));
        assertThat(documented.put(section + row.group(1), cells.get(1).strip())).isNull();
      }
    }
    return documented;
  }
}
