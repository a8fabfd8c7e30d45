package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.ConsentTerms;
import io.github.jdbcguard.policy.ConsentTerms.Approval;
import io.github.jdbcguard.policy.ConsentTerms.BreakGlass;
import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.ConsentTerms.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads on which terms people consent. */
final class ConsentReader {
  private final Set<String> approvers;
  private final Faults faults;

  ConsentReader(Set<String> approvers, Faults faults) {
    this.approvers = approvers;
    this.faults = faults;
  }

  ConsentTerms read(YamlFields environment) {
    return new ConsentTerms(
        confirmation(environment.fields("confirm")),
        approval(environment.fields("approve")),
        breakGlass(environment.fields("break_glass")));
  }

  private Confirmation confirmation(YamlFields fields) {
    return new Confirmation(
        fields.text("phrase").strip(),
        fields.text("reason").equals("required"),
        validFor(fields, Confirmation.DEFAULT_VALID_FOR, Confirmation.MAX_VALID_FOR),
        duration(
            fields,
            "timeout",
            Confirmation.DEFAULT_TIMEOUT,
            Confirmation.MAX_TIMEOUT,
            "so that nothing waits for hours"),
        Arrays.stream(Scope.values())
            .filter(scope -> scope.id().equals(fields.text("scope")))
            .findFirst()
            .orElse(Scope.STATEMENT));
  }

  private Approval approval(YamlFields fields) {
    return new Approval(
        people(fields),
        whole(fields, "required", 1),
        fields
            .value("self")
            .flatMap(node -> node instanceof YamlNode.Scalar s ? s.flag() : Optional.empty())
            .orElse(false),
        validFor(fields, Approval.DEFAULT_VALID_FOR, Approval.MAX_VALID_FOR));
  }

  private BreakGlass breakGlass(YamlFields fields) {
    return new BreakGlass(
        people(fields),
        whole(fields, "reason_length", BreakGlass.DEFAULT_REASON_LENGTH),
        validFor(fields, BreakGlass.DEFAULT_VALID_FOR, BreakGlass.MAX_VALID_FOR));
  }

  /** People are looked up in this policy: a name that is nobody's could never consent. */
  private Set<String> people(YamlFields fields) {
    for (YamlNode.Scalar person : fields.texts("people")) {
      if (!approvers.contains(person.value())) {
        if (approvers.isEmpty()) {
          faults.add(
              person.place(),
              "'%s' is not among the approvers, because there are none; add approvers: [ { id: %s, key: … } ]"
                  .formatted(person.value(), person.value()));
        } else {
          faults.addUnknown(person.place(), "approver", person.value(), approvers);
        }
      }
    }
    return fields.texts("people").stream().map(YamlNode.Scalar::value).collect(Collectors.toSet());
  }

  private static int whole(YamlFields fields, String key, int otherwise) {
    return fields
        .value(key)
        .flatMap(node -> node instanceof YamlNode.Scalar s ? s.wholeNumber() : Optional.empty())
        .orElse(otherwise);
  }

  private Duration validFor(YamlFields fields, Duration usual, Duration longest) {
    return duration(
        fields, "valid_for", usual, longest, "so that whoever agreed still knows to what");
  }

  private Duration duration(
      YamlFields fields, String key, Duration usual, Duration longest, String why) {
    Optional<YamlNode.Scalar> text = fields.scalar(key);
    Duration duration = text.flatMap(t -> DurationText.parse(t.value())).orElse(usual);
    if (duration.compareTo(longest) > 0) {
      faults.add(
          text.map(YamlNode::place).orElse(fields.place()),
          "%s is at most %s here, and '%s' is longer; shorten it, %s"
              .formatted(
                  key,
                  longest.toDays() > 0 ? longest.toDays() + "d" : longest.toMinutes() + "m",
                  fields.text(key),
                  why));
      return longest;
    }
    return duration;
  }
}
