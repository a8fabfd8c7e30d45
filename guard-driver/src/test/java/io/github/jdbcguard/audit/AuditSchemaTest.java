package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema fits what is written, and nothing else. */
class AuditSchemaTest {
  private static final Path PUBLISHED = Path.of("../docs/audit.schema.json");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir Path folder;

  /** One of each kind: torn, rotated, with a span and without. */
  private List<String> lines() throws IOException {
    AuditLog log = new AuditLog(folder.resolve("audit.jsonl"));
    AuditTerms terms = new AuditTerms(4_000, Duration.ZERO, Sync.NEVER);
    log.write(Events.admitted("a1"), terms);
    log.write(Events.completed("a1"), terms);
    Files.writeString(log.file(), "{\"v\":", StandardOpenOption.APPEND);
    log.write(Events.failed("a2"), terms);
    log.write(Events.refused("r1"), terms);
    log.write(Events.glassBroken("g1"), terms);
    List<String> lines = new ArrayList<>();
    for (Path file : AuditVerifier.verify(log.file()).files()) {
      lines.addAll(Files.readAllLines(file));
    }
    lines.remove("{\"v\":");
    return lines;
  }

  private static Schema schema() throws IOException {
    return REGISTRY.getSchema(Files.readString(PUBLISHED), InputFormat.JSON);
  }

  @Test
  void fitsEveryKindOfEvent() throws IOException {
    List<String> lines = lines();
    TreeSet<String> events = new TreeSet<>();
    for (String line : lines) {
      events.add(AuditRecord.parse(line).orElseThrow().text("event"));
      assertThat(schema().validate(line, InputFormat.JSON)).as(line).isEmpty();
    }

    assertThat(events)
        .containsExactly("admitted", "completed", "glass-broken", "opened", "refused", "torn");
  }

  @Test
  void isASchema() throws IOException {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(meta.validate(Files.readString(PUBLISHED), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another version       | "v":2                  | "v":3
          an unknown event      | "event":"admitted"     | "event":"allowed"
          another member        | "followed":            | "password":"x","followed":
          a member less         | "verdict":"confirm",   |
          a number as text      | "followed":true        | "followed":"true"
          a span without trace  | ,"prev":               | ,"span_id":"0123456789abcdef","prev":
          a hash that is none   | "hash":"               | "hash":"x
          """)
  void fitsNothingElse(String what, String old, String changed) throws IOException {
    String line = lines().get(1);
    String other = line.replace(old, changed == null ? "" : changed);

    assertThat(other).isNotEqualTo(line);
    assertThat(schema().validate(other, InputFormat.JSON)).as(what).isNotEmpty();
  }
}
