package io.github.jdbcguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a policy takes for evidence that a process is of an origin: all keys that it has must fit,
 * and of the values of a key any. An empty list stands for a key that it does not have; without any
 * key it never fits.
 *
 * @param place where it stands in the policy
 * @param hosts compared without case, with the whole host name and with its first label
 * @param users compared with case, with the user of the operating system
 */
public record OriginEvidence(
    Place place, Origin origin, List<TextPattern> hosts, List<TextPattern> users) {

  public OriginEvidence {
    hosts = List.copyOf(hosts);
    users = List.copyOf(users);
  }

  /** What of the process fits, as people read it; empty where it does not. */
  Optional<Origins.Found> fitting(ProcessTraits traits) {
    if ((hosts.isEmpty() && users.isEmpty())
        || !(hosts.isEmpty() || hostFits(traits.hostName()))
        || !(users.isEmpty() || userFits(traits.user()))) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    if (!hosts.isEmpty()) {
      parts.add("host \"" + traits.hostName() + "\"");
    }
    if (!users.isEmpty()) {
      parts.add("user \"" + traits.user() + "\"");
    }
    return Optional.of(new Origins.Found(origin, String.join(" and ", parts) + " (" + place + ")"));
  }

  private boolean hostFits(String name) {
    if (name.isEmpty()) {
      return false;
    }
    String firstLabel = name.split("\\.", 2)[0];
    return hosts.stream().anyMatch(host -> surely(host, name) || surely(host, firstLabel));
  }

  private boolean userFits(String name) {
    return !name.isEmpty() && users.stream().anyMatch(user -> user.matches(name, false));
  }

  /** Without case, and yet a doubt is no fit: what fits here may allow more. */
  private static boolean surely(TextPattern pattern, String name) {
    return pattern instanceof TextPattern.Regex regex
        ? new TextPattern.Regex(regex.ignoringCase(), regex.ignoringCase()).matches(name, false)
        : pattern.matches(name, true);
  }
}
