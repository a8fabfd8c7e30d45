package io.github.jdbcguard.target;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What an unresolved target might run at login, told by the words that ask for it. */
final class SuspectedStatements {

  private static final Pattern WORD =
      Pattern.compile(
          "init|sessionvariables|options|createdatabaseifnotexist|event_listener|serializer");

  /** Derby destroys, restores and stops databases at a connection. */
  private static final Pattern DERBY_WORD =
      Pattern.compile("drop|shutdown|createfrom|restore|rollforward|upgrade|crypt|master|slave");

  /** Not SQL in any dialect, so that nobody takes it for a read. */
  static final String NOT_UNDERSTOOD = "?! SQL at connect that is not understood !?";

  private SuspectedStatements() {}

  static List<String> of(Engine engine, String url, Map<String, String> properties) {
    // only Connector/J decodes keys; of an unknown driver nobody knows
    boolean mayHide = engine == Engine.MYSQL || engine == Engine.OTHER;
    boolean suspect =
        suspect(engine, url)
            || (mayHide && url.indexOf('%') >= 0)
            || properties.keySet().stream().anyMatch(key -> suspect(engine, key));
    return suspect ? List.of(NOT_UNDERSTOOD) : List.of();
  }

  private static boolean suspect(Engine engine, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return WORD.matcher(lower).find()
        || (engine == Engine.DERBY && DERBY_WORD.matcher(lower).find());
  }
}
