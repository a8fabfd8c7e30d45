package io.github.jdbcguard.policy.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The cases of {@code broken-policies.txt}: lines that start with "! " are the whole message, what
 * follows up to a line of tildes is the policy. Where a line starts with "# ", a group starts.
 */
final class BrokenPolicies {
  private BrokenPolicies() {}

  record Case(String message, String text) {}

  static List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = BrokenPolicies.class.getResourceAsStream("broken-policies.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String part : all.split("(?m)^~~~\\R", -1)) {
        List<String> lines = part.lines().dropWhile(line -> !line.startsWith("! ")).toList();
        List<String> message =
            lines.stream().takeWhile(l -> l.startsWith("! ")).map(l -> l.substring(2)).toList();
        List<String> text = lines.subList(message.size(), lines.size());
        cases.add(new Case(String.join("\n", message), String.join("\n", text)));
      }
    }
    return cases;
  }
}
