package io.github.jdbcguard.policy;

import java.util.List;
import java.util.Set;

/** Tells where the process may run, given what a policy says of machines and users. */
@FunctionalInterface
public interface OriginFinder {

  /** The origins that fit; never empty. */
  Set<Origin> with(List<OriginEvidence> named);
}
