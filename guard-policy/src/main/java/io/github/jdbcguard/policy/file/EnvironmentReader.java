package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Messages;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Protection;
import io.github.jdbcguard.policy.ProtectionLevel;
import io.github.jdbcguard.policy.ReadOnlyMode;
import io.github.jdbcguard.policy.Recognition;
import io.github.jdbcguard.policy.Rules;
import io.github.jdbcguard.target.Engine;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the environments of a policy. */
final class EnvironmentReader {
  private final Map<String, ProtectionLevel> levels;
  private final Messages messages;
  private final ConsentReader consents;
  private final Pin pin;
  private final Faults faults;

  EnvironmentReader(
      Map<String, ProtectionLevel> levels,
      Set<String> approvers,
      Messages messages,
      Pin pin,
      Faults faults) {
    this.levels = levels;
    this.messages = messages;
    this.consents = new ConsentReader(approvers, faults);
    this.pin = pin;
    this.faults = faults;
  }

  /** Reports names that mean two things. */
  void checkNames(List<YamlNode.Entry> environments) {
    Map<String, Place> names = new HashMap<>();
    for (YamlNode.Entry entry : environments) {
      names.put(entry.key().value(), entry.key().place());
      if (entry.key().value().equals(Assignment.UNDECLARED)) {
        faults.add(
            entry.key().place(),
            "'undeclared' names what no environment declares; take another name");
      }
    }
    for (YamlNode.Entry entry : environments) {
      for (YamlNode.Scalar alias : YamlFields.of(entry.value()).texts("aliases")) {
        Place first = names.putIfAbsent(alias.value(), alias.place());
        if (first != null || alias.value().equals(Assignment.UNDECLARED)) {
          faults.add(
              alias.place(),
              "the alias '%s' means something else already%s; take another one"
                  .formatted(alias.value(), first == null ? "" : ", at " + first));
        }
      }
    }
  }

  /** The environment; empty where a fault says why there is none. */
  Optional<Environment> read(YamlNode.Entry entry, List<YamlFields> exceptions) {
    YamlFields fields = YamlFields.of(entry.value());
    Optional<YamlNode.Scalar> levelNode = fields.scalar("level");
    Optional<ProtectionLevel> level = levelNode.flatMap(this::level);
    Recognition recognition =
        new Recognition(
            new MatchReader(faults).read(fields.items("match")),
            identity(fields.fields("identity")),
            fields.text("marker").equals("required"));
    Protection protection =
        new Protection(
            level.orElse(ProtectionLevel.of(Level.SEALED)),
            levelNode.map(YamlNode::place).orElse(entry.key().place()),
            LevelReader.rules(fields.entries("rules")),
            origins(fields),
            new CalendarReader(faults).read(fields),
            new ExceptionReader(pin, faults).read(exceptions),
            ReadOnlyMode.parse(fields.text("read_only")).orElse(ReadOnlyMode.UNSAID));
    Environment environment =
        new Environment(
            entry.key().value(),
            entry.key().place(),
            fields.texts("aliases").stream()
                .map(YamlNode.Scalar::value)
                .collect(Collectors.toSet()),
            recognition,
            protection,
            consents.read(fields),
            fields.text("expect").equals("required"),
            messages);
    return level.map(known -> environment);
  }

  private Optional<ProtectionLevel> level(YamlNode.Scalar name) {
    Optional<ProtectionLevel> level = Optional.ofNullable(levels.get(name.value()));
    if (level.isEmpty()) {
      faults.addUnknown(name.place(), "level", name.value(), levels.keySet());
    }
    return level;
  }

  private static Map<Engine, Set<String>> identity(YamlFields fields) {
    Map<Engine, Set<String>> identity = new EnumMap<>(Engine.class);
    for (YamlNode.Entry entry : fields.entries()) {
      Set<String> values =
          fields.texts(entry.key().value()).stream()
              .map(text -> text.value().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      Engine.parse(entry.key().value()).ifPresent(engine -> identity.put(engine, values));
    }
    return identity;
  }

  private static Map<Origin, Rules> origins(YamlFields fields) {
    Map<Origin, Rules> origins = new EnumMap<>(Origin.class);
    for (YamlNode.Entry entry : fields.entries("origins")) {
      Rules rules = LevelReader.rules(YamlFields.of(entry.value()).entries());
      Origin.parse(entry.key().value()).ifPresent(origin -> origins.put(origin, rules));
    }
    return origins;
  }
}
