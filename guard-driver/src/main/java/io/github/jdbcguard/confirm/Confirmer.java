package io.github.jdbcguard.confirm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Asks at the terminal whether a statement is meant. The answer is the name of the environment,
 * which nobody types by habit; everything else is a no.
 *
 * @param patience how long a person may think; after it the answer is no
 */
public record Confirmer(Terminal terminal, Duration patience) {
  private static final int TRIES = 3;

  /** A process has one terminal; a second question meanwhile is answered with no. */
  private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

  /** Whether anybody can be asked. */
  public boolean present() {
    return terminal.present();
  }

  /**
   * Asks; waits for the person, and holds no lock.
   *
   * @param question what would be done, in several lines
   * @param phrase what has to be typed for a yes
   */
  public boolean ask(String question, String phrase) {
    if (!ONE_AT_A_TIME.tryAcquire()) {
      return false;
    }
    try {
      return answered(question, phrase);
    } finally {
      ONE_AT_A_TIME.release();
    }
  }

  private boolean answered(String question, String phrase) {
    terminal.discardTypedAhead();
    terminal.show("\n" + question + "\n");
    for (int left = TRIES; left > 0; left--) {
      terminal.show("type '%s' to run it, anything else not to: ".formatted(phrase));
      Optional<String> answer = terminal.readLine(patience);
      if (answer.isEmpty()) {
        terminal.show("\nno answer within %d s, so not run\n".formatted(patience.toSeconds()));
        return false;
      }
      if (answer.get().strip().equals(phrase)) {
        return true;
      }
      if (answer.get().isBlank()) {
        break;
      }
    }
    terminal.show("not run\n");
    return false;
  }
}
