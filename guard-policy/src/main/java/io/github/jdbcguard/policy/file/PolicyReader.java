package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Defaults;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Fingerprint;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.Messages;
import io.github.jdbcguard.policy.Messages.Message;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.OriginEvidence;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.TextPattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the text of one policy file, and of those that it includes. */
public final class PolicyReader {
  private final Faults faults = new Faults();
  private final String source;
  private final Pin pin;
  private final RecordReader records;

  /** The file itself, then what it includes. */
  private final List<YamlFields> roots = new ArrayList<>();

  private final List<String> texts = new ArrayList<>();

  private PolicyReader(String source, Attachments attachments) {
    this.source = source;
    this.pin = new Pin(attachments, faults);
    this.records = new RecordReader(attachments, faults);
  }

  /**
   * Reads a policy that includes nothing.
   *
   * @param source the name of the file, as messages shall show it
   * @throws InvalidPolicyException with every fault that was found
   */
  public static Layer read(Layer.Kind kind, String source, String text)
      throws InvalidPolicyException {
    return read(kind, source, text, Attachments.NONE);
  }

  static Layer read(Layer.Kind kind, String source, String text, Attachments attachments)
      throws InvalidPolicyException {
    PolicyReader reader = new PolicyReader(source, attachments);
    try {
      return reader.layer(kind, text);
    } catch (Faults.TooManyException e) {
      throw reader.faults.exception();
    }
  }

  private Layer layer(Layer.Kind kind, String text) throws InvalidPolicyException {
    YamlNode document = YamlDocument.read(source, text, faults);
    refuseOtherFormats(document);
    PolicyFormat.POLICY.check(document, "a policy", faults);
    if (!(document instanceof YamlNode.Mapping)) {
      throw faults.exception();
    }
    roots.add(YamlFields.of(document));
    texts.add(text);
    if (!include(roots.get(0))) {
      // Without a file that belongs to it, much would be missing that is not.
      throw faults.exception();
    }
    Layer layer = layer(kind);
    if (faults.any()) {
      throw faults.exception();
    }
    return layer;
  }

  private Layer layer(Layer.Kind kind) {
    List<Approver> approvers = approvers();
    Messages messages = messages();
    EnvironmentReader reader =
        new EnvironmentReader(
            new LevelReader(faults).read(all("levels")),
            approvers.stream()
                .map(Approver::id)
                .collect(Collectors.toCollection(LinkedHashSet::new)),
            messages,
            pin,
            faults);
    List<YamlNode.Entry> named = distinct(all("environments"), "environment");
    reader.checkNames(named);
    Map<String, List<YamlFields>> exceptions =
        exceptions().collect(Collectors.groupingBy(e -> e.text("environment")));
    List<Environment> environments =
        named.stream()
            .map(
                entry ->
                    reader.read(entry, exceptions.getOrDefault(entry.key().value(), List.of())))
            .flatMap(Optional::stream)
            .toList();
    refuseUnknownEnvironments(
        named.stream()
            .map(entry -> entry.key().value())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
    return new Layer(
        kind,
        source,
        environments,
        approvers,
        origins(),
        defaults(),
        messages,
        new CaseReader(faults).read(roots.get(0)),
        records.audit(distinct(all("audit"), "key")),
        records.ledger(roots),
        Fingerprint.of(texts));
  }

  /** The entries under this key, in all files. */
  private List<YamlNode.Entry> all(String key) {
    return roots.stream().flatMap(root -> root.entries(key).stream()).toList();
  }

  /** Names that two files have are told; the first counts. */
  private List<YamlNode.Entry> distinct(List<YamlNode.Entry> entries, String what) {
    Map<String, YamlNode.Entry> byName = new LinkedHashMap<>();
    for (YamlNode.Entry entry : entries) {
      YamlNode.Entry first = byName.putIfAbsent(entry.key().value(), entry);
      if (first != null) {
        faults.add(
            entry.key().place(),
            "doubled %s '%s'; it stands at %s already, keep one"
                .formatted(what, entry.key().value(), first.key().place()));
      }
    }
    return List.copyOf(byName.values());
  }

  /** Reads what is included; tells whether all of it could be read. */
  private boolean include(YamlFields root) {
    boolean all = true;
    for (YamlNode node : root.items("include")) {
      YamlFields entry = YamlFields.of(node);
      Optional<String> text = pin.read(entry);
      all &= text.isPresent() && include(entry.text("file") + entry.text("classpath"), text.get());
    }
    return all;
  }

  private boolean include(String name, String text) {
    try {
      YamlNode document = YamlDocument.read(name, text, faults);
      PolicyFormat.POLICY.check(document, "a policy", faults);
      YamlFields fields = YamlFields.of(document);
      fields
          .value("include")
          .ifPresent(
              node ->
                  faults.add(
                      node.place(),
                      "what is included includes nothing itself; include it where this is included"));
      roots.add(fields);
      texts.add(text);
      return true;
    } catch (InvalidPolicyException alreadyAmongTheFaults) {
      return false;
    }
  }

  /** What is written for another format is not judged by the rules of this one. */
  private void refuseOtherFormats(YamlNode document) throws InvalidPolicyException {
    Optional<YamlNode> version = YamlFields.of(document).value("guard");
    Optional<String> problem = version.flatMap(PolicyReader::formatProblem);
    if (version.isPresent() && problem.isPresent()) {
      faults.add(version.get().place(), problem.get());
      throw faults.exception();
    }
  }

  private static Optional<String> formatProblem(YamlNode version) {
    if (!(version instanceof YamlNode.Scalar scalar) || scalar.wholeNumber().isEmpty()) {
      return Optional.of("'guard' is the format of the file and must be the number 1");
    }
    if (scalar.wholeNumber().get() == PolicyFormat.VERSION) {
      return Optional.empty();
    }
    return Optional.of(
        "written for format %s, and this JDBC Guard reads format %d; use a JDBC Guard that knows it, or 'guard: %d'"
            .formatted(scalar.value(), PolicyFormat.VERSION, PolicyFormat.VERSION));
  }

  private List<Approver> approvers() {
    Map<String, Place> seen = new HashMap<>();
    List<Approver> approvers = new ArrayList<>();
    for (YamlFields root : roots) {
      for (YamlNode item : root.items("approvers")) {
        YamlFields fields = YamlFields.of(item);
        String id = fields.text("id");
        String key = fields.text("key");
        Place first = seen.putIfAbsent(id, fields.place());
        if (first != null) {
          faults.add(
              fields.place(),
              "doubled approver '%s'; it stands at %s already, keep one".formatted(id, first));
        }
        approvers.add(
            new Approver(
                id,
                key,
                fields.texts("user").stream()
                    .map(YamlNode.Scalar::value)
                    .collect(Collectors.toSet())));
      }
    }
    return approvers;
  }

  private Messages messages() {
    Map<String, Message> messages = new HashMap<>();
    for (YamlNode.Entry entry : distinct(all("messages"), "message")) {
      YamlFields fields = YamlFields.of(entry.value());
      messages.put(entry.key().value(), new Message(fields.text("text"), fields.text("link")));
    }
    return new Messages(messages);
  }

  private List<OriginEvidence> origins() {
    Patterns patterns = new Patterns(faults);
    List<OriginEvidence> evidence = new ArrayList<>();
    for (YamlNode.Entry entry : all("origins")) {
      YamlFields fields = YamlFields.of(entry.value());
      List<TextPattern> hosts = patterns.read(fields.items("host"));
      List<TextPattern> users = patterns.read(fields.items("user"));
      Origin.parse(entry.key().value())
          .ifPresent(
              origin ->
                  evidence.add(new OriginEvidence(entry.key().place(), origin, hosts, users)));
    }
    return evidence;
  }

  private Defaults defaults() {
    Map<Defaults.Choice, Place> chosen = new EnumMap<>(Defaults.Choice.class);
    for (YamlNode.Entry entry : distinct(all("defaults"), "default")) {
      for (Defaults.Choice choice : Defaults.Choice.values()) {
        if (choice.question().key().equals(entry.key().value())
            && entry.value() instanceof YamlNode.Scalar value
            && choice.id().equals(value.value())) {
          chosen.put(choice, value.place());
        }
      }
    }
    return new Defaults(chosen);
  }

  private Stream<YamlFields> exceptions() {
    return roots.stream().flatMap(root -> root.items("exceptions").stream()).map(YamlFields::of);
  }

  private void refuseUnknownEnvironment(YamlNode.Scalar name, Set<String> known) {
    if (known.isEmpty()) {
      faults.add(
          name.place(),
          "unknown environment '%s': this file declares none, and an exception is for one that stands in the same file"
              .formatted(name.value()));
    } else {
      faults.addUnknown(name.place(), "environment", name.value(), known);
    }
  }

  private void refuseUnknownEnvironments(Set<String> known) {
    exceptions()
        .flatMap(exception -> exception.scalar("environment").stream())
        .filter(name -> !known.contains(name.value()))
        .forEach(name -> refuseUnknownEnvironment(name, known));
  }
}
