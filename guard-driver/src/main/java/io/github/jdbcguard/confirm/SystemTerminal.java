package io.github.jdbcguard.confirm;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal that belongs to this process. */
public final class SystemTerminal implements Terminal {
  private static final long POLL_MILLIS = 50;

  private final @Nullable Console console;

  /** The standard input of the process, whatever the application has put in its place. */
  private final InputStream input = new FileInputStream(FileDescriptor.in);

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
  public boolean attended() {
    return present() && Foreground.isThisProcess();
  }

  /**
   * A terminal keeps a line to itself that has no end yet (POSIX, 11.1.6 canonical mode), so for
   * this moment it is told to hand out what there is.
   */
  @Override
  public void discardTypedAhead() {
    boolean handsOut = set("-icanon");
    try {
      discard();
    } finally {
      if (handsOut) {
        set("icanon");
      }
    }
  }

  /** Sets the terminal, where there is such a command. */
  private static boolean set(String mode) {
    try {
      return new ProcessBuilder("stty", mode)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | SecurityException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void discard() {
    try {
      boolean more = true;
      while (more && input.available() > 0) {
        more = input.read() >= 0; // the longer reads of a file stream seek, which no terminal can
      }
    } catch (IOException nothingToDiscard) {
      // The question that follows will see the same, and take it for a no.
    }
  }

  @Override
  public void show(String text) {
    if (console != null) {
      console.writer().print(text);
      console.writer().flush();
    }
  }

  /**
   * Waits by looking, so that no thread is left behind which swallows the next line. Looks at the
   * input itself: since JDK 22 the reader of a console does not say whether a line is there.
   */
  @Override
  public Optional<String> readLine(Duration patience) {
    if (console == null) {
      return Optional.empty();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      while (System.nanoTime() - deadline < 0) {
        if (input.available() == 0) {
          Thread.sleep(POLL_MILLIS);
          continue;
        }
        int next = input.read();
        if (next == '\n' || next < 0) {
          return Optional.of(line.toString(console.charset()).stripTrailing());
        }
        line.write(next);
      }
    } catch (IOException noMoreInput) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
