package io.github.jdbcguard.store;

import io.github.jdbcguard.audit.AuditSink;
import io.github.jdbcguard.audit.AuditSinkProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** A process that writes lines, tells the table of each, and ends. */
final class Auditing {
  private Auditing() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    AuditSink sink =
        ServiceLoader.load(AuditSinkProvider.class)
            .iterator()
            .next()
            .open(arguments[0], file, Map.of());
    TestChain chain = new TestChain(file, "process");
    for (int i = 0; i < 10; i++) {
      chain.write(1);
      sink.added();
    }
  }
}
