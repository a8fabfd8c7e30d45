package io.github.jdbcguard.confirm;

import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Asks at the terminal whether a statement is meant. The answer is a phrase of the policy, or the
 * name of the environment, which nobody types by habit; everything else is a no.
 */
public record Confirmer(Terminal terminal) {
  private static final int TRIES = 3;

  /** A process has one terminal; a second question meanwhile is answered with no. */
  private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

  /** Whether there is a terminal. */
  public boolean present() {
    return terminal.present();
  }

  /** Whether somebody can be asked at it now. */
  public boolean attended() {
    return terminal.attended();
  }

  /**
   * Asks; waits for the person, and holds no lock.
   *
   * @param question what would be done, in several lines
   * @param reason why it is done, if that is known; where the terms want one and it is not, the
   *     person is asked for it first
   * @param terms what has to be typed for a yes
   * @return the reason, with a yes; empty for a no
   */
  public Optional<String> ask(String question, String reason, Confirmation terms) {
    if (!ONE_AT_A_TIME.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return answered(question, reason, terms);
    } finally {
      ONE_AT_A_TIME.release();
    }
  }

  private Optional<String> answered(String question, String known, Confirmation terms) {
    terminal.discardTypedAhead();
    terminal.show("\n" + question + "\n");
    Optional<String> reason =
        known.isEmpty() && terms.reasonRequired()
            ? askedReason(terms.timeout())
            : Optional.of(known);
    return reason.filter(given -> saysYes(terms));
  }

  private Optional<String> askedReason(Duration timeout) {
    terminal.show("why is it done? The audit keeps it: ");
    Optional<String> answer = terminal.readLine(timeout);
    if (answer.isEmpty()) {
      tellSilence(timeout);
      return Optional.empty();
    }
    if (answer.get().isBlank()) {
      terminal.show("not run\n");
      return Optional.empty();
    }
    return Optional.of(answer.get().strip());
  }

  private boolean saysYes(Confirmation terms) {
    for (int left = TRIES; left > 0; left--) {
      terminal.show("type '%s' to run it, or nothing not to: ".formatted(terms.phrase()));
      Optional<String> answer = terminal.readLine(terms.timeout());
      if (answer.isEmpty()) {
        tellSilence(terms.timeout());
        return false;
      }
      if (answer.get().strip().equals(terms.phrase())) {
        return true;
      }
      if (answer.get().isBlank()) {
        break;
      }
    }
    terminal.show("not run\n");
    return false;
  }

  private void tellSilence(Duration timeout) {
    terminal.show("\nno answer within %d s, so not run\n".formatted(timeout.toSeconds()));
  }
}
