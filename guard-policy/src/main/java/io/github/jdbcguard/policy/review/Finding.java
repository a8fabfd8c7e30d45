package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Place;

/**
 * Something in a valid policy that is worth a second look.
 *
 * @param severity whether it is a defect or may be meant
 */
public record Finding(Severity severity, Place place, String message) {

  /** How bad it is. */
  public enum Severity {
    WARNING,
    /** A check of the policy fails by it. */
    ERROR;

    /** As people and machines read it. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Finding warning(Place place, String message) {
    return new Finding(Severity.WARNING, place, message);
  }

  static Finding error(Place place, String message) {
    return new Finding(Severity.ERROR, place, message);
  }

  @Override
  public String toString() {
    return "%s: %s: %s".formatted(place, severity.id(), message);
  }
}
