package io.github.jdbcguard.policy;

import java.util.Optional;

/**
 * A level by its name: a built-in one, or one of the policy's own that extends it.
 *
 * @param base what it extends, or is; decides where a doubt about the target counts as a match
 * @param rules speak before the row of {@code base}; none where the level is a built-in one
 */
public record ProtectionLevel(String name, Level base, Rules rules) {

  /** A built-in level. */
  public static ProtectionLevel of(Level level) {
    return new ProtectionLevel(level.id(), level, Rules.NONE);
  }

  /** The built-in level with this name, which is compared to the letter. */
  public static Optional<ProtectionLevel> parse(String name) {
    return Level.parse(name).map(ProtectionLevel::of);
  }
}
