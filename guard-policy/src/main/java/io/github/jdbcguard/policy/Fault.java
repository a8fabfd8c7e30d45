package io.github.jdbcguard.policy;

/**
 * One thing wrong in a policy file.
 *
 * @param place where
 * @param message what is wrong, and what would be right
 */
public record Fault(Place place, String message) {

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
