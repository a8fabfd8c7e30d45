package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Engine;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By what a policy recognises the targets of an environment.
 *
 * @param matches any of these
 * @param identity what servers of the environment say of themselves, by engine
 * @param markerRequired whether the database itself has to say that it belongs here
 */
public record Recognition(
    List<MatchEntry> matches, Map<Engine, Set<String>> identity, boolean markerRequired) {

  public Recognition {
    matches = List.copyOf(matches);
    identity = Map.copyOf(identity);
  }

  static Recognition of(List<MatchEntry> matches) {
    return new Recognition(matches, Map.of(), false);
  }
}
