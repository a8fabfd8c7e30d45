package io.github.jdbcguard.audit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** The only class that sees OpenTelemetry; loaded where that is there. */
final class CurrentSpan {
  private CurrentSpan() {}

  static Map<String, String> ids() {
    SpanContext context = Span.current().getSpanContext();
    Map<String, String> ids = new LinkedHashMap<>();
    if (context.isValid()) {
      ids.put("trace_id", context.getTraceId());
      ids.put("span_id", context.getSpanId());
    }
    return ids;
  }

  static void tell(AuditEvent event) {
    Span span = Span.current();
    if (span.isRecording()) {
      span.addEvent("guard." + event.kind().id(), attributes(event), event.time());
    }
  }

  private static Attributes attributes(AuditEvent event) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("guard.id", event.id())
            .put("guard.environment", event.subject().environment());
    return switch (event.kind()) {
      case COMPLETED -> outcome(attributes, event.outcome()).build();
      case ADMITTED, REFUSED, GLASS_BROKEN -> act(attributes, event).build();
    };
  }

  private static AttributesBuilder act(AttributesBuilder attributes, AuditEvent event) {
    return attributes
        .put("guard.operations", event.act().operations().toArray(String[]::new))
        .put("guard.verdict", event.act().verdict())
        .put("guard.rule", event.act().rule())
        .put("guard.consent", event.grounds().consent());
  }

  private static AttributesBuilder outcome(
      AttributesBuilder attributes, AuditEvent.Outcome outcome) {
    outcome.rows().ifPresent(rows -> attributes.put("guard.rows", rows));
    return attributes
        .put("guard.result", outcome.result())
        .put("guard.sqlstate", outcome.sqlState());
  }
}
