package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.ProtectionLevel;
import io.github.jdbcguard.policy.Rules;
import io.github.jdbcguard.policy.Rules.Rule;
import io.github.jdbcguard.policy.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the levels of a policy, and rules. */
final class LevelReader {
  private final Faults faults;

  LevelReader(Faults faults) {
    this.faults = faults;
  }

  /** All levels by their names, the built-in ones among them. */
  Map<String, ProtectionLevel> read(List<YamlNode.Entry> entries) {
    Map<String, ProtectionLevel> levels = new LinkedHashMap<>();
    for (Level level : Level.values()) {
      levels.put(level.id(), ProtectionLevel.of(level));
    }
    Map<String, Place> places = new HashMap<>();
    for (YamlNode.Entry entry : entries) {
      String name = entry.key().value();
      YamlFields fields = YamlFields.of(entry.value());
      Place first = places.putIfAbsent(name, entry.key().place());
      if (Level.parse(name).isPresent()) {
        faults.add(
            entry.key().place(), "'%s' is a built-in level; take another name".formatted(name));
      } else if (first != null) {
        faults.add(
            entry.key().place(),
            "doubled level '%s'; it stands at %s already, keep one".formatted(name, first));
      } else {
        Level base = Level.parse(fields.text("extends")).orElse(Level.SEALED);
        levels.put(name, new ProtectionLevel(name, base, rules(fields.entries("rules"))));
      }
    }
    return levels;
  }

  static Rules rules(List<YamlNode.Entry> entries) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (YamlNode.Entry entry : entries) {
      if (entry.value() instanceof YamlNode.Scalar verdict) {
        Verdict.parse(verdict.value())
            .ifPresent(
                value ->
                    rules.put(
                        entry.key().value(),
                        new Rule(entry.key().value(), entry.key().place(), value)));
      }
    }
    return new Rules(rules);
  }
}
