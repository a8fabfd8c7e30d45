package io.github.jdbcguard.terminal;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Somebody at a terminal: reads what is shown there, and types. */
final class Typist implements AutoCloseable {
  /** Far more than any answer takes; whoever waits so long hangs. */
  private static final long HANGS_SECONDS = 60;

  private static final long LOOKS_MILLIS = 500;

  private final PtyProcess process;
  private final StringBuilder shown = new StringBuilder();
  private final Thread reader;

  Typist(List<String> command, Map<String, String> variables) throws IOException {
    this.process =
        new PtyProcessBuilder(Script.words(command))
            .setEnvironment(variables)
            .setInitialColumns(400)
            .start();
    this.reader = new Thread(this::read, "terminal");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      InputStream in = process.getInputStream();
      byte[] buffer = new byte[4_096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (shown) {
          shown.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
          shown.notifyAll();
        }
      }
    } catch (IOException ended) {
      // A terminal whose process has ended cannot be read on Linux.
    } finally {
      synchronized (shown) {
        shown.notifyAll();
      }
    }
  }

  /** Waits until the text is shown for the nth time. */
  void awaits(String text, int times) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANGS_SECONDS);
    synchronized (shown) {
      while (shown.toString().split(java.util.regex.Pattern.quote(text), -1).length <= times) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          throw new AssertionError("never shown: " + text + "\n" + shown);
        }
        shown.wait(Math.min(left, LOOKS_MILLIS));
      }
    }
  }

  void types(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** The exit code; a process that does not end hangs. */
  int exit() throws InterruptedException {
    if (!process.waitFor(HANGS_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("hangs\n" + shown());
    }
    reader.join(TimeUnit.SECONDS.toMillis(HANGS_SECONDS));
    return process.exitValue();
  }

  String shown() {
    synchronized (shown) {
      return shown.toString().replace("\r\n", "\n");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
