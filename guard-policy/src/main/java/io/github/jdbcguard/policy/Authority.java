package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Layer.Approver;
import java.util.List;

/**
 * Who may consent for an environment, and on which terms.
 *
 * @param approvers everybody who is known to the layer of the environment; the terms say who of
 *     them counts there
 */
public record Authority(String environment, ConsentTerms terms, List<Approver> approvers) {

  public Authority {
    approvers = List.copyOf(approvers);
  }
}
