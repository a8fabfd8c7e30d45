package io.github.jdbcguard.confirm;

import java.time.Duration;
import java.util.Optional;

/** Nobody is there; whoever asks all the same fails the test. */
public record NoTerminal() implements Terminal {

  @Override
  public boolean present() {
    return false;
  }

  @Override
  public void discardTypedAhead() {}

  @Override
  public void show(String text) {
    throw new AssertionError("nobody is there to read: " + text);
  }

  @Override
  public Optional<String> readLine(Duration patience) {
    throw new AssertionError("nobody is there to answer");
  }
}
