package io.github.jdbcguard.confirm;

import java.io.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal that belongs to this process. */
public final class SystemTerminal implements Terminal {
  private static final long POLL_MILLIS = 50;

  private final @Nullable Console console;

  public SystemTerminal() {
    this.console = terminalOf(System.console());
  }

  /** Since JDK 22 a console exists without a terminal as well, and has to be asked. */
  private static @Nullable Console terminalOf(@Nullable Console console) {
    if (console == null) {
      return null;
    }
    try {
      Object terminal = Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(terminal) ? console : null;
    } catch (NoSuchMethodException beforeJdk22) {
      return console;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public boolean present() {
    return console != null;
  }

  @Override
  public void show(String text) {
    if (console != null) {
      console.writer().print(text);
      console.writer().flush();
    }
  }

  /** Waits by looking, so that no thread is left behind which swallows the next line. */
  @Override
  public Optional<String> readLine(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (console != null && System.nanoTime() - deadline < 0) {
        if (console.reader().ready()) {
          return Optional.ofNullable(console.readLine());
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (IOException noMoreInput) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
