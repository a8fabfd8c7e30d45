package io.github.jdbcguard.cli.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * What came of dialling an address.
 *
 * @param resolved what its name leads to; empty where that was not found out
 */
public record Reach(ServerAddress address, Outcome outcome, List<InetAddress> resolved) {

  public Reach {
    resolved = List.copyOf(resolved);
  }

  /** How it went. */
  public enum Outcome {
    REACHED,
    REFUSED,
    NO_ANSWER,
    UNKNOWN_HOST;

    /** As people and machines read it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether something answered on another machine. */
  boolean reachedElsewhere() {
    return outcome == Outcome.REACHED
        && resolved.stream().noneMatch(InetAddress::isLoopbackAddress);
  }
}
