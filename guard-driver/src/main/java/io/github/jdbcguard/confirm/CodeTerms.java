package io.github.jdbcguard.confirm;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a confirmation code is bound to beside its statements.
 *
 * @param policy the SHA-256 of the policy in force
 * @param target engine, endpoints and database, as messages show them
 * @param identity what the server says of itself; empty where it does not
 * @param user the database user; empty where nobody knows
 * @param host the machine that the process runs on
 */
public record CodeTerms(
    String policy,
    String environment,
    String target,
    String identity,
    String user,
    String host,
    LocalDate day) {

  List<String> texts() {
    return List.of(policy, environment, target, identity, user, host, day.toString());
  }

  /** In which points a code of these terms is for something else than {@code now}, in words. */
  public List<String> differences(CodeTerms now) {
    List<String> all = new ArrayList<>();
    add(all, "for environment %s, and this is %s", environment, now.environment);
    add(all, "for target %s, and this is %s", target, now.target);
    add(all, "for the server that calls itself '%s', and this is '%s'", identity, now.identity);
    add(all, "for database user '%s', and this is '%s'", user, now.user);
    add(all, "for machine '%s', and this is '%s'", host, now.host);
    add(all, "for %s, and today is %s", day.toString(), now.day.toString());
    if (!policy.equals(now.policy)) {
      all.add("for another version of the policy");
    }
    return all;
  }

  private static void add(List<String> all, String text, String own, String other) {
    if (!own.equals(other)) {
      all.add(text.formatted(own, other));
    }
  }
}
