package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.sql.Operation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the policy says of a text, and why.
 *
 * @param verdict the strictest of all that was said
 * @param environment the name of the environment that said it
 * @param declared whether an environment declares the target; where not, {@code environment} is
 *     {@link Assignment#UNDECLARED}
 * @param operations those of the text that the verdict is about
 * @param rule which rule said it, for people
 * @param place where that rule stands
 * @param note what else is to be said about the rule: a reason that it gives, a message of the
 *     authors of the policy, a link; empty for nothing
 * @param confirmation how it would be confirmed; its phrase is never empty
 * @param authorities who may consent where that is needed, for each environment that says so; else
 *     empty
 */
public record Decision(
    Verdict verdict,
    String environment,
    boolean declared,
    Set<Operation> operations,
    String rule,
    Place place,
    String note,
    Confirmation confirmation,
    List<Authority> authorities) {

  public Decision {
    authorities = List.copyOf(authorities);
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }
}
