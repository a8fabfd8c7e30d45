package io.github.jdbcguard.target;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Oracle's thin driver dials: {@code jdbc:oracle:thin:user/password@identifier?name=value}.
 */
final class OracleUrl {

  private static final Pattern URL = Pattern.compile("(?i:jdbc:oracle:)thin:(.*)");
  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_.]+)=([^?()'\"@&]*)");
  private static final Pattern ALIAS = Pattern.compile("[^:/,;()]+");

  /** An address with more behind the service than its name. */
  private static final Pattern MODIFIED =
      Pattern.compile("(?:[A-Za-z]+:(?=//))?+(?://)?+[^/(]*/[^/]*[:/].*");

  private static final String DEFAULT = "localhost:1521:orcl";

  private final OracleSettings settings;

  private OracleUrl(OracleSettings settings) {
    this.settings = settings;
  }

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new NotUnderstoodException("only 'jdbc:oracle:thin:' is understood");
    }
    String rest = matcher.group(1);
    String identifier = rest.isEmpty() ? DEFAULT : withoutUser(rest);
    boolean quotedUser = rest.indexOf('"') >= 0 && identifier.indexOf('"') < 0;
    if (quotedUser && MODIFIED.matcher(identifier).matches()) {
      throw new NotUnderstoodException("a server mode or an instance behind a quoted user");
    }
    int mark = OracleConfigFile.isNamedBy(identifier) ? -1 : startOfParameters(identifier);
    Map<String, String> parameters =
        mark < 0 ? Map.of() : parameters(identifier.substring(mark + 1));
    if (mark >= 0 && identifier.trim().startsWith("(")) {
      // behind a faulty descriptor the driver reads no parameters, not even those that move it
      OracleNames.parse(identifier.substring(0, mark));
      if (identifier.indexOf('"') >= 0) {
        throw new NotUnderstoodException("quotes in a descriptor with parameters behind it");
      }
    }
    OracleSettings settings = new OracleSettings(parameters, properties, surroundings);
    return new OracleUrl(settings).target(mark < 0 ? identifier : identifier.substring(0, mark));
  }

  /** What follows the first '@' that is not in quotes. */
  private static String withoutUser(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (text.charAt(i) == '@' && !quoted) {
        if (i > 0 && text.lastIndexOf('/', i) < 0) {
          throw new NotUnderstoodException("a user without a password before '@'");
        }
        return text.substring(i + 1);
      }
    }
    throw new NotUnderstoodException("no '@' before the connect identifier");
  }

  private static int startOfParameters(String identifier) {
    return identifier.indexOf('?', identifier.lastIndexOf(')') + 1);
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      Matcher parameter = PARAMETER.matcher(pair);
      boolean again =
          !parameter.matches() || parameters.put(parameter.group(1), parameter.group(2)) != null;
      if (again) {
        throw new NotUnderstoodException("parameters that are not understood");
      }
    }
    return parameters;
  }

  private Target target(String named) {
    Map<String, String> more = new HashMap<>();
    String identifier = settings.identifier().orElse("");
    if (MODIFIED.matcher(identifier).matches()) {
      throw new NotUnderstoodException("a server mode or an instance in a property");
    }
    if (identifier.isEmpty() && OracleConfigFile.isNamedBy(named)) {
      OracleConfigFile file = OracleConfigFile.load(named, settings.surroundings());
      more.putAll(OracleSettings.requireNoPlaces(file.settings()));
      identifier = file.descriptor();
    }
    identifier = identifier.isEmpty() ? named : identifier;
    if (identifier.isBlank()) {
      throw new NotUnderstoodException("no connect identifier");
    }
    Optional<String> folder = settings.folder();
    if (folder.isPresent()) {
      more.putAll(settings.fromFolder(folder.get(), identifier.trim()));
    }
    String doubt = settings.doubt(more);
    Target target = reached(folder.isPresent() ? looked(identifier, folder.get()) : identifier);
    return doubt.isEmpty() ? target : target.doubted(doubt);
  }

  private Target reached(String identifier) {
    return identifier.trim().startsWith("(")
        ? OracleDescriptor.resolve(identifier, settings.service())
        : OracleEasyConnect.resolve(identifier, settings.service());
  }

  /** The identifier, or what {@code tnsnames.ora} has for it. */
  private String looked(String text, String folder) {
    String identifier = text.trim();
    if (identifier.startsWith("(")) {
      return identifier;
    }
    boolean alias = ALIAS.matcher(identifier).matches();
    Optional<TnsNames> names = TnsNames.load(folder, settings.surroundings());
    Optional<String> value = names.flatMap(n -> n.find(identifier));
    if (alias ? value.isEmpty() : value.isPresent()) {
      throw new NotUnderstoodException(
          alias
              ? "tnsnames.ora has no '%s'".formatted(identifier)
              : "'%s' is an address and an alias".formatted(identifier));
    }
    String found = value.orElse(text);
    if (ALIAS.matcher(found).matches() || found.indexOf('?') >= 0) {
      throw new NotUnderstoodException("the alias of an alias");
    }
    return found;
  }
}
