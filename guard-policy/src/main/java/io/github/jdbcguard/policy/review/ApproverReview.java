package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.PublicKeys;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks over the keys of approvers: one that cannot be verified approves nothing. */
final class ApproverReview {
  private final Layer layer;
  private final List<Finding> findings = new ArrayList<>();

  ApproverReview(Layer layer) {
    this.layer = layer;
  }

  List<Finding> findings() {
    Map<PublicKey, String> owners = new HashMap<>();
    for (Approver approver : layer.approvers()) {
      try {
        String other = owners.putIfAbsent(PublicKeys.parse(approver.key()), approver.id());
        if (other != null) {
          warn(
              "approvers '%s' and '%s' have the same key, and count as one where several have to sign"
                  .formatted(other, approver.id()));
        }
      } catch (IllegalArgumentException e) {
        warn(
            "the key of approver '%s' cannot be used, so '%s' cannot approve: %s"
                .formatted(approver.id(), approver.id(), e.getMessage()));
      }
    }
    return findings;
  }

  private void warn(String message) {
    findings.add(Finding.warning(new Place(layer.source(), 1, 1), message));
  }
}
