package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Remembers how often approved statements were sent, and which requests were vetoed, for everybody
 * who shares it: threads, processes, machines. Thread-safe.
 */
public interface Ledger {

  /**
   * One sending of an approved statement.
   *
   * @param request the id of the request that was approved
   * @param statement the digest of the statement
   * @param allowed how often the statement may be sent by this request
   * @param by who sends it, for people: the user of the operating system and the machine
   */
  record Use(String request, String statement, int allowed, Instant at, String by) {}

  /**
   * Takes all of these uses if each is still free, or none of them. Of several takers at the same
   * moment one gets the last use. What is taken stays taken when this returns, whatever happens.
   *
   * @param uses of statements that are sent together; the same one may occur several times
   * @return whether they were free
   * @throws IOException where that cannot be known or kept; then nothing may be sent
   */
  boolean take(List<Use> uses) throws IOException;

  /** Keeps a signed veto for good. */
  void addVeto(String request, String token) throws IOException;

  /** The vetoes against a request, as they were signed. */
  Set<String> vetoes(String request) throws IOException;

  /** Where it is kept, for messages; without a password. */
  String place();
}
