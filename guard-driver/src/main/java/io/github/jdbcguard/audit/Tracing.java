package io.github.jdbcguard.audit;

import java.util.Map;
import java.util.ServiceConfigurationError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The span in which something happens, where the application has OpenTelemetry on its class path.
 */
final class Tracing {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
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
    try {
      return PRESENT ? CurrentSpan.ids() : Map.of();
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      return Map.of(); // a broken tracer stops no statement
    }
  }

  /** Adds an event to the span, without any text of a statement. */
  static void tell(AuditEvent event) {
    try {
      if (PRESENT) {
        CurrentSpan.tell(event);
      }
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      LOG.debug("the span was told nothing of {}", event.id(), e);
    }
  }
}
