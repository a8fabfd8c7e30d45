package io.github.jdbcguard.confirm;

import java.time.Duration;
import java.util.Optional;

/** The place where a person can be asked. */
public interface Terminal {

  /** Whether a person may be there: input and output both belong to a terminal. */
  boolean present();

  /** Whether this process may read from it now, and not another one of the same terminal. */
  default boolean attended() {
    return present();
  }

  /** Forgets what was typed before there was a question. */
  void discardTypedAhead();

  /** Shows a text; the cursor stays behind it. */
  void show(String text);

  /** The next line that is typed; empty where none came in time, or the input ended. */
  Optional<String> readLine(Duration patience);
}
