package io.github.jdbcguard.audit;

import java.util.Map;

/**
 * The span in which something happens, where the application has OpenTelemetry on its class path.
 */
final class Tracing {
  private static final boolean PRESENT = present();

  private Tracing() {}

  private static boolean present() {
    try {
      Class.forName("io.opentelemetry.api.trace.Span", false, Tracing.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The members {@code trace_id} and {@code span_id}; none without a span. */
  static Map<String, String> ids() {
    return PRESENT ? CurrentSpan.ids() : Map.of();
  }

  /** Adds an event to the span, without any text of a statement. */
  static void tell(AuditEvent event) {
    if (PRESENT) {
      CurrentSpan.tell(event);
    }
  }
}
