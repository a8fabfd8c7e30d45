package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Layer.Approver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of one policy file. */
public final class PolicyReader {
  static final int FORMAT = 1;

  private final Faults faults = new Faults();

  private PolicyReader() {}

  /**
   * Reads a policy.
   *
   * @param source the name of the file, as messages shall show it
   * @throws InvalidPolicyException with every fault that was found
   */
  public static Layer read(Layer.Kind kind, String source, String text)
      throws InvalidPolicyException {
    return new PolicyReader().layer(kind, source, text);
  }

  private Layer layer(Layer.Kind kind, String source, String text) throws InvalidPolicyException {
    YamlNode document = YamlDocument.read(source, text, faults);
    refuseOtherFormats(document);
    YamlFields root =
        YamlFields.known(
            document, "a policy", List.of("guard", "environments", "approvers"), faults);
    if (!(document instanceof YamlNode.Mapping)) {
      throw faults.exception();
    }
    root.required("guard", "a policy", "guard: 1", faults);
    List<Environment> environments = new ArrayList<>();
    root.required("environments", "a policy", "environments: { … }", faults)
        .ifPresent(
            node ->
                YamlFields.any(node, "environments", faults).entries().stream()
                    .map(entry -> EnvironmentReader.read(entry, faults))
                    .flatMap(Optional::stream)
                    .forEach(environments::add));
    List<Approver> approvers = root.value("approvers").map(this::approvers).orElse(List.of());
    if (faults.any()) {
      throw faults.exception();
    }
    return new Layer(kind, source, environments, approvers);
  }

  /** What is written for another format is not judged by the rules of this one. */
  private void refuseOtherFormats(YamlNode document) throws InvalidPolicyException {
    if (!(document instanceof YamlNode.Mapping mapping)) {
      return;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!entry.key().value().equals("guard")) {
        continue;
      }
      Optional<String> problem = formatProblem(entry.value());
      if (problem.isPresent()) {
        faults.add(entry.value().place(), problem.get());
        throw faults.exception();
      }
    }
  }

  private static Optional<String> formatProblem(YamlNode version) {
    if (!(version instanceof YamlNode.Scalar scalar) || !scalar.isInteger()) {
      return Optional.of("'guard' is the format of the file and must be the number 1");
    }
    if (scalar.value().equals(Integer.toString(FORMAT))) {
      return Optional.empty();
    }
    return Optional.of(
        "written for format %s, and this JDBC Guard reads format %d; use a JDBC Guard that knows it, or 'guard: %d'"
            .formatted(scalar.value(), FORMAT, FORMAT));
  }

  private List<Approver> approvers(YamlNode node) {
    if (!(node instanceof YamlNode.Sequence)) {
      faults.add(node.place(), "approvers must be a list, and is " + node.kind());
      return List.of();
    }
    List<Approver> approvers = new ArrayList<>();
    for (YamlNode item : YamlFields.items(node)) {
      YamlFields fields = YamlFields.known(item, "an approver", List.of("id", "key"), faults);
      Optional<String> id = text(fields, "id", "{ id: dba, key: \"ssh-ed25519 AAAA…\" }");
      Optional<String> key = text(fields, "key", "{ id: dba, key: \"ssh-ed25519 AAAA…\" }");
      if (id.isPresent() && key.isPresent()) {
        approvers.add(new Approver(id.get(), key.get()));
      }
    }
    return approvers;
  }

  private Optional<String> text(YamlFields fields, String key, String example) {
    return fields
        .required(key, "an approver", example, faults)
        .flatMap(node -> YamlFields.text(node, key, faults))
        .map(YamlNode.Scalar::value);
  }
}
