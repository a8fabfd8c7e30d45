package io.github.jdbcguard.confirm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal at which somebody types these lines, and then nothing more. */
public final class ScriptedTerminal implements Terminal {
  private final Deque<String> lines;
  private final StringBuilder shown = new StringBuilder();

  public ScriptedTerminal(String... lines) {
    this.lines = new ArrayDeque<>(List.of(lines));
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public void discardTypedAhead() {}

  @Override
  public void show(String text) {
    shown.append(text);
  }

  @Override
  public Optional<String> readLine(Duration patience) {
    return Optional.ofNullable(lines.poll());
  }

  /** Everything that was shown so far. */
  public String shown() {
    return shown.toString();
  }
}
