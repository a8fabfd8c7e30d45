package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Rules.Rule;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one environment of a policy. */
final class EnvironmentReader {
  private static final List<String> KEYS =
      List.of("level", "match", "identity", "rules", "origins");
  private static final List<String> LEVELS = Arrays.stream(Level.values()).map(Level::id).toList();
  private static final List<String> ORIGINS =
      Arrays.stream(Origin.values()).map(Origin::id).toList();
  private static final List<String> VERDICTS =
      Arrays.stream(Verdict.values()).map(Verdict::id).toList();

  /** What rules may speak of; {@code retarget} is judged by where it leads. */
  private static final Set<String> RULE_KEYS =
      Arrays.stream(Operation.values())
          .filter(operation -> operation != Operation.RETARGET)
          .flatMap(operation -> List.of(operation.id(), operation.group().id()).stream())
          .collect(Collectors.toCollection(TreeSet::new));

  private final Faults faults;

  private EnvironmentReader(Faults faults) {
    this.faults = faults;
  }

  /** The environment, or empty where a fault says why there is none. */
  static Optional<Environment> read(YamlNode.Entry entry, Faults faults) {
    return new EnvironmentReader(faults).environment(entry);
  }

  private Optional<Environment> environment(YamlNode.Entry entry) {
    String name = entry.key().value();
    checkName(entry.key());
    YamlFields fields =
        YamlFields.known(entry.value(), "the environment '%s'".formatted(name), KEYS, faults);
    Optional<YamlNode> levelNode =
        fields.required(
            "level", "the environment '%s'".formatted(name), "level: protected", faults);
    Optional<Level> level = levelNode.flatMap(this::level);
    List<MatchEntry> matches =
        fields
            .required(
                "match", "the environment '%s'".formatted(name), "match: [ { host: … } ]", faults)
            .map(node -> MatchReader.read(node, faults))
            .orElse(List.of());
    Map<Engine, Set<String>> identity =
        fields.value("identity").map(this::identity).orElse(Map.of());
    Rules rules = fields.value("rules").map(node -> rules(node, "rules")).orElse(Rules.NONE);
    Map<Origin, Rules> origins = fields.value("origins").map(this::origins).orElse(Map.of());
    return level.map(
        value ->
            new Environment(
                name,
                entry.key().place(),
                value,
                levelNode.orElse(entry.key()).place(),
                matches,
                identity,
                rules,
                origins));
  }

  private void checkName(YamlNode.Scalar name) {
    if (!name.value().matches("[A-Za-z][A-Za-z0-9_.-]{0,63}")) {
      faults.add(
          name.place(),
          "'%s' is no name for an environment: use letters, digits, '-', '_' and '.', starting with a letter"
              .formatted(name.value()));
    } else if (name.value().equals(Assignment.UNDECLARED)) {
      faults.add(
          name.place(), "'undeclared' names what no environment declares; take another name");
    }
  }

  private Optional<Level> level(YamlNode node) {
    Optional<YamlNode.Scalar> text = YamlFields.text(node, "level", faults);
    Optional<Level> level = text.map(YamlNode.Scalar::value).flatMap(Level::parse);
    if (text.isPresent() && level.isEmpty()) {
      faults.addUnknown(node.place(), "level", text.get().value(), LEVELS);
    }
    return level;
  }

  private Map<Engine, Set<String>> identity(YamlNode node) {
    Map<Engine, Set<String>> identity = new EnumMap<>(Engine.class);
    for (YamlNode.Entry entry : YamlFields.any(node, "identity", faults).entries()) {
      Set<String> values =
          YamlFields.texts(entry.value(), "identity", faults).stream()
              .map(YamlNode.Scalar::value)
              .collect(Collectors.toSet());
      Optional<Engine> engine = Engine.parse(entry.key().value()).filter(Engine::tellsIdentity);
      if (engine.isPresent()) {
        identity.put(engine.get(), values);
      } else {
        List<String> known =
            Arrays.stream(Engine.values()).filter(Engine::tellsIdentity).map(Engine::id).toList();
        faults.addUnknown(
            entry.key().place(), "engine for an identity", entry.key().value(), known);
      }
    }
    return identity;
  }

  private Map<Origin, Rules> origins(YamlNode node) {
    Map<Origin, Rules> origins = new EnumMap<>(Origin.class);
    for (YamlNode.Entry entry : YamlFields.any(node, "origins", faults).entries()) {
      Rules rules = rules(entry.value(), "the rules of an origin");
      Origin.parse(entry.key().value())
          .ifPresentOrElse(
              origin -> origins.put(origin, rules),
              () -> faults.addUnknown(entry.key().place(), "origin", entry.key().value(), ORIGINS));
    }
    return origins;
  }

  private Rules rules(YamlNode node, String what) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (YamlNode.Entry entry : YamlFields.any(node, what, faults).entries()) {
      String operation = entry.key().value();
      if (!RULE_KEYS.contains(operation)) {
        faults.addUnknown(entry.key().place(), "operation", operation, RULE_KEYS);
      }
      YamlFields.text(entry.value(), "the verdict on '%s'".formatted(operation), faults)
          .flatMap(this::verdict)
          .ifPresent(verdict -> rules.put(operation, new Rule(entry.key().place(), verdict)));
    }
    return new Rules(rules);
  }

  private Optional<Verdict> verdict(YamlNode.Scalar text) {
    Optional<Verdict> verdict = Verdict.parse(text.value());
    if (verdict.isEmpty()) {
      faults.addUnknown(text.place(), "verdict", text.value(), new ArrayList<>(VERDICTS));
    }
    return verdict;
  }
}
