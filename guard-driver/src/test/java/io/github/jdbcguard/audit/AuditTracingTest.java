package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The audit and OpenTelemetry, where that is there and where it is not. */
class AuditTracingTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @TempDir Path folder;

  @Test
  void namesTheSpanAndTellsItWithoutStatements() throws Exception {
    AuditLog log = new AuditLog(folder.resolve("audit.jsonl"));
    Span span = TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("nightly").startSpan();
    try (Scope scope = span.makeCurrent()) {
      assertThat(scope).isNotNull();
      log.write(Events.admitted("a1"));
      log.write(Events.completed("a1"));
      log.write(Events.refused("r1"));
    } finally {
      span.end();
    }
    log.write(Events.refused("r2"));

    String trace = span.getSpanContext().getTraceId();
    String id = span.getSpanContext().getSpanId();
    List<String> lines = Files.readAllLines(log.file());
    assertThat(lines.subList(1, 4))
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"trace_id\":\"%s\",\"span_id\":\"%s\"".formatted(trace, id)));
    assertThat(lines.get(4)).doesNotContain("trace_id", "span_id");
    List<EventData> events = TELEMETRY.getSpans().get(0).getEvents();
    assertThat(events)
        .extracting(EventData::getName)
        .containsExactly("guard.admitted", "guard.completed", "guard.refused");
    assertThat(events.toString())
        .contains("guard.environment=\"production\"", "guard.rows=3", "guard.verdict=\"deny\"")
        .doesNotContain("customers");
  }

  @Test
  void worksWithoutIt() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("opentelemetry")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    Path file = folder.resolve("alone.jsonl");

    try (URLClassLoader alone =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      alone
          .loadClass(AuditWriter.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {file.toString(), "alone", "1", "3", "100000"});
    }

    assertThat(Files.readString(file)).contains("alone-0-2").doesNotContain("trace_id");
    assertThat(AuditVerifier.verify(file).findings()).isEmpty();
  }
}
