package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema refuses what the loader refuses for its structure, and nothing else. */
class PolicySchemaTest {
  private static final Path PUBLISHED = Path.of("../docs/guard.schema.json");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = REGISTRY.getSchema(PolicySchema.text(), InputFormat.JSON);

  @Test
  void isPublishedAsItIs() throws Exception {
    String text = PolicySchema.text();
    if (Boolean.getBoolean("guard.write")) {
      Files.writeString(PUBLISHED, text);
    }

    assertThat(Files.readString(PUBLISHED))
        .as("write it again: mvn test -pl guard-policy -Dtest=PolicySchemaTest -Dguard.write=true")
        .isEqualTo(text);
  }

  @Test
  void isASchema() {
    Schema metaSchema =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaSchema.validate(PolicySchema.text(), InputFormat.JSON)).isEmpty();
    assertThat(metaSchema.validate("{\"type\": \"texts\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void everyKeyIsInTheRichPolicy() throws Exception {
    Set<String> used = new TreeSet<>();
    collectKeys(tree("every-key.yaml", DocumentedPolicies.everyKey()), used);
    Set<String> known = new TreeSet<>(DocumentedKeys.of(PolicyFormat.POLICY).keySet());

    assertThat(used).containsAll(known.stream().map(key -> key.replaceFirst(".*\\.", "")).toList());
    PolicyReader.read(
        Layer.Kind.TEAM, "every-key.yaml", DocumentedPolicies.everyKey(), DocumentedPolicies.FILES);
  }

  static Stream<Arguments> policies() throws Exception {
    return DocumentedPolicies.all();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void acceptsDocumentedPolicies(String file, String text) throws Exception {
    assertThat(faults(tree(file, text))).isEmpty();
    assertThat(refusals(tree(file, text))).isEmpty();
  }

  @Test
  void refusesBrokenPoliciesWhoseStructureIsWrong() throws Exception {
    int refused = 0;
    for (BrokenPolicies.Case broken : BrokenPolicies.all()) {
      YamlNode tree;
      try {
        tree = tree("p", broken.text());
      } catch (InvalidPolicyException notYaml) {
        continue;
      }
      List<String> refusals = refusals(tree);
      assertThat(refusals.isEmpty())
          .as("%s%nschema: %s", broken.message(), refusals)
          .isEqualTo(faults(tree).isEmpty());
      refused += refusals.isEmpty() ? 0 : 1;
    }

    assertThat(refused).isGreaterThan(150);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void agreesWithTheLoaderOnMistakes(@ForAll Random random) throws Exception {
    YamlNode tree = tree("every-key.yaml", DocumentedPolicies.everyKey());
    int mistakes = random.nextInt(4) == 0 ? 2 : 1; // of many, one would hide the others
    for (int i = 0; i < mistakes; i++) {
      tree = new Mutator(random).mutate(tree);
    }
    List<String> faults = faults(tree);
    List<String> refusals = refusals(tree);

    Statistics.label("still right")
        .collect(faults.isEmpty())
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 5);
              coverage.check(false).percentage(share -> share > 5);
            });
    assertThat(refusals.isEmpty())
        .as("loader: %s%nschema: %s%n%s", faults, refusals, YamlJson.of(tree))
        .isEqualTo(faults.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5432", "+5", "007", "0x10", "0o17", "5432.0", "1e3"})
  void acceptsWholeNumbersHoweverYamlWritesThem(String port) throws Exception {
    YamlNode tree =
        tree(
            "p",
            "guard: 1\nenvironments: { a: { level: open, match: [ { port: %s } ] } }"
                .formatted(port));

    assertThat(faults(tree)).isEmpty();
    assertThat(refusals(tree)).isEmpty();
  }

  private static void collectKeys(YamlNode node, Set<String> keys) {
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        keys.add(entry.key().value());
        collectKeys(entry.value(), keys);
      }
    }
    if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(item -> collectKeys(item, keys));
    }
  }

  private static YamlNode tree(String file, String text) throws InvalidPolicyException {
    return YamlDocument.read(file, text, new Faults());
  }

  /** What is wrong with the structure; JSON has no doubled keys. */
  private static List<String> faults(YamlNode tree) {
    Faults faults = new Faults();
    PolicyFormat.POLICY.check(tree, "a policy", faults);
    return faults.exception().faults().stream()
        .map(Fault::toString)
        .filter(fault -> !fault.contains(": doubled key "))
        .toList();
  }

  private static List<String> refusals(YamlNode tree) {
    return SCHEMA.validate(YamlJson.of(tree), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
