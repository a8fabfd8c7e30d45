package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditLog;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Origins;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user of a connection set. Each setting is looked for as connection property {@code
 * guard.x}, then as system property {@code guard.x}, then as environment variable {@code GUARD_X}.
 *
 * @param policy path of the team file; empty for a search
 * @param expected every environment that the target is said to be, wherever it is said
 * @param codes confirmation codes, without blanks
 * @param reason why it is done, for the audit
 * @param change what the statements belong to: a migration, a ticket; empty where nobody said
 * @param origin a stricter origin than the detected one; empty for none
 * @param auditLog where the audit goes
 * @param auditTable JDBC URL of a database that keeps the lines of the audit as well; empty for
 *     none
 * @param approval signed approvals, or files that hold them, separated by commas
 * @param request file that a request is written into; empty for none
 * @param ledger file, or JDBC URL, where the uses of approvals are kept; empty for the usual file
 * @param driver class of the real driver; empty for a search
 */
record GuardSettings(
    String policy,
    Set<String> expected,
    Set<String> codes,
    String reason,
    String change,
    Set<Origin> origin,
    AuditLog auditLog,
    String auditTable,
    String approval,
    String request,
    String ledger,
    String driver) {

  private static final List<String> NAMES =
      Arrays.stream(Setting.values()).map(Setting::id).toList();

  /**
   * What other modules read themselves, and is never a connection property: logins of {@code
   * guard-store}, and the switch of the Spring Boot starter.
   */
  private static final Set<String> OF_OTHERS =
      Stream.concat(
              Stream.of("ledger", "audit.table")
                  .flatMap(
                      store ->
                          Stream.of("user", "password", "schema").map(what -> store + "." + what)),
              Stream.of("enabled"))
          .collect(Collectors.toUnmodifiableSet());

  GuardSettings {
    expected = Set.copyOf(expected);
    codes = Set.copyOf(codes);
    origin = Set.copyOf(origin);
  }

  /**
   * Reads the settings of a connection.
   *
   * @param expectation what the URL itself says; empty for nothing
   * @throws IllegalArgumentException for an unknown setting or value, saying what would be right
   */
  static GuardSettings of(
      String expectation, Properties properties, Map<String, String> environmentVariables) {
    return of(expectation, properties, System.getProperties(), environmentVariables);
  }

  /** As above, with the system properties given. */
  static GuardSettings of(
      String expectation,
      Properties properties,
      Properties systemProperties,
      Map<String, String> environmentVariables) {
    Sources sources = new Sources(properties, systemProperties, environmentVariables);
    sources.refuseUnknown();
    Set<String> expected = new LinkedHashSet<>(sources.everywhere("expect"));
    if (!expectation.isEmpty()) {
      expected.add(expectation);
    }
    return new GuardSettings(
        sources.first("policy"),
        expected,
        codes(sources.first("confirm")),
        sources.first("reason"),
        sources.first("change"),
        origin(sources.first("origin")),
        auditLog(sources.first("audit")),
        sources.first("audit.table"),
        sources.first("approval"),
        sources.first("request"),
        sources.first("ledger"),
        sources.first("driver"));
  }

  /** Confirmation codes as they are written one behind the other. */
  static Set<String> codes(String text) {
    return new LinkedHashSet<>(
        Arrays.stream(text.toUpperCase(Locale.ROOT).split("[\\s,]+"))
            .filter(code -> !code.isEmpty())
            .toList());
  }

  /** What a setting is set to, as connection property or beside it; empty for nothing. */
  static String current(Setting setting, Properties properties) {
    return new Sources(properties, System.getProperties(), System.getenv()).first(setting.id());
  }

  /** A copy of everything that was given, defaults of the properties among it. */
  static Properties copy(Properties properties) {
    Properties all = new Properties();
    for (String name : properties.stringPropertyNames()) {
      all.setProperty(name, properties.getProperty(name));
    }
    properties.forEach(all::putIfAbsent);
    return all;
  }

  /** The properties for the real driver: a copy, without what is the guard's. */
  static Properties withoutOwn(Properties properties) {
    Properties rest = copy(properties);
    rest.keySet().removeIf(key -> key instanceof String name && name.startsWith(Setting.PREFIX));
    return rest;
  }

  private static AuditLog auditLog(String path) {
    try {
      return path.isEmpty() ? AuditLog.inHome() : new AuditLog(Path.of(path));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("guard.audit is no path: " + e.getMessage(), e);
    }
  }

  private static Set<Origin> origin(String id) {
    if (id.isEmpty()) {
      return Set.of();
    }
    List<String> known = Arrays.stream(Origin.values()).map(Origin::id).toList();
    return Origin.parse(id)
        .map(Set::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "guard.origin is '%s'; allowed are %s"
                        .formatted(id, String.join(", ", known))));
  }

  /** The three places where a setting may stand. */
  private record Sources(
      Properties properties,
      Properties systemProperties,
      Map<String, String> environmentVariables) {

    /** A setting that is misspelt would be missing without a word, and an expectation with it. */
    void refuseUnknown() {
      for (String name : properties.stringPropertyNames()) {
        refuseUnknown("connection property", name);
      }
      for (Object key : systemProperties.keySet()) {
        String name = key.toString();
        if (!(name.startsWith(Setting.PREFIX)
            && OF_OTHERS.contains(name.substring(Setting.PREFIX.length())))) {
          refuseUnknown("system property", name);
        }
      }
      for (String name : environmentVariables.keySet()) {
        if (name.startsWith("GUARD_")) {
          refuseNearlyOurs(
              name, name.substring("GUARD_".length()).toLowerCase(Locale.ROOT).replace('_', '.'));
        }
      }
    }

    /**
     * Other programs have variables of that prefix too, so only what is nearly ours is a mistake.
     */
    private static void refuseNearlyOurs(String variable, String setting) {
      Optional<String> near =
          NAMES.contains(setting) || OF_OTHERS.contains(setting)
              ? Optional.empty()
              : Nearest.to(setting, NAMES);
      if (near.isPresent()) {
        throw new IllegalArgumentException(
            "unknown environment variable '%s'; did you mean 'GUARD_%s'?"
                .formatted(variable, near.get().toUpperCase(Locale.ROOT).replace('.', '_')));
      }
    }

    private static void refuseUnknown(String kind, String name) {
      boolean nearlyOurs =
          name.regionMatches(true, 0, Setting.PREFIX, 0, Setting.PREFIX.length())
              || name.regionMatches(true, 0, "GUARD_", 0, "GUARD_".length());
      if (!nearlyOurs) {
        return;
      }
      String setting = name.substring(Setting.PREFIX.length());
      boolean ours = name.startsWith(Setting.PREFIX) && NAMES.contains(setting);
      boolean elsewhere = name.indexOf('_') == Setting.PREFIX.length() - 1;
      String lower = setting.toLowerCase(Locale.ROOT);
      if (!ours && !(elsewhere && Nearest.to(lower, NAMES).isEmpty())) {
        String hint =
            Nearest.to(lower, NAMES)
                .map(near -> "did you mean 'guard.%s'?".formatted(near))
                .orElse("known are guard." + String.join(", guard.", NAMES));
        throw new IllegalArgumentException("unknown %s '%s'; %s".formatted(kind, name, hint));
      }
    }

    String first(String name) {
      return everywhere(name).stream().findFirst().orElse("");
    }

    Set<String> everywhere(String name) {
      Set<String> values = new LinkedHashSet<>();
      add(values, properties.getProperty(Setting.PREFIX + name));
      add(values, systemProperties.getProperty(Setting.PREFIX + name));
      add(
          values,
          environmentVariables.get("GUARD_" + name.toUpperCase(Locale.ROOT).replace('.', '_')));
      return values;
    }

    private static void add(Set<String> values, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        values.add(value.strip());
      }
    }
  }

  /** Where the process may run: what was found, and what the setting adds to it. */
  Origins and(Origins found) {
    Origins all = found;
    for (Origin one : origin) {
      all = all.with(one, "the setting guard.origin");
    }
    return all;
  }
}
