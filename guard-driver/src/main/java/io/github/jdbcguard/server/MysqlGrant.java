package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.TextPattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code SHOW GRANTS}, which tells the privileges of the roles in force as well.
 *
 * @param privileges as they stand there
 * @param database as it stands there, with the wildcards of GRANT; {@code *} for all
 * @param object a table or a routine of it; {@code *} for all
 */
record MysqlGrant(String privileges, String database, String object) {
  private static final Pattern LINE =
      Pattern.compile(
          "GRANT (.+?) ON (?:TABLE |FUNCTION |PROCEDURE )?(\\*|`(?:[^`]|``)*`|[^.` ]+)\\.(.+?) TO .*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern ROLE =
      Pattern.compile("GRANT (`[^`,@]+`) TO .*", Pattern.CASE_INSENSITIVE);

  /** Any other privilege that MySQL or MariaDB knows changes no data and no table. */
  private static final Pattern WRITING =
      Pattern.compile(
          "\\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DELETE HISTORY|DROP|ALTER|ALTER ROUTINE|CREATE|CREATE VIEW|CREATE ROUTINE|INDEX|TRIGGER|EVENT|EXECUTE|FILE|SUPER|CREATE USER|SET USER|SET_USER_ID|SET_ANY_DEFINER|SYSTEM_VARIABLES_ADMIN|ROLE_ADMIN)\\b");

  static Optional<MysqlGrant> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(2);
    boolean quoted = name.startsWith("`");
    return Optional.of(
        new MysqlGrant(
            matcher.group(1),
            quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name,
            matcher.group(3).replace("`", "")));
  }

  /** What these lines let a user do in a database; unknown where roles may bring more. */
  static Privileges privileges(List<String> lines, String database) {
    List<String> ways =
        lines.stream()
            .flatMap(line -> parse(line).stream())
            .filter(grant -> grant.about(database) && grant.writes())
            .map(g -> "%s on %s.%s".formatted(shortened(g.privileges), g.database, g.object))
            .distinct()
            .toList();
    boolean allTold =
        lines.stream()
            .filter(line -> line.startsWith("GRANT"))
            .allMatch(line -> parse(line).isPresent() || told(line, lines));
    return new Privileges(allTold || !ways.isEmpty(), ways);
  }

  /** Whether a line grants a role whose own privileges stand on other lines, as MariaDB does. */
  private static boolean told(String line, List<String> lines) {
    Matcher role = ROLE.matcher(line);
    return role.matches()
        && lines.stream().anyMatch(l -> parse(l).isPresent() && l.endsWith(" TO " + role.group(1)));
  }

  private boolean writes() {
    return WRITING.matcher(privileges.toUpperCase(Locale.ROOT)).find();
  }

  /** In GRANT, {@code %} and {@code _} stand for any characters and for one, unless escaped. */
  private boolean about(String wanted) {
    if (database.equals("*") || database.equalsIgnoreCase(wanted)) {
      return true;
    }
    String any = database.replace("\\_", "\u0001").replace("\\%", "\u0002");
    String glob =
        any.replace('%', '*').replace('_', '?').replace('\u0001', '_').replace('\u0002', '%');
    return TextPattern.parse(glob).matches(wanted, true);
  }

  private static String shortened(String privileges) {
    int longest = 60;
    return privileges.length() <= longest ? privileges : privileges.substring(0, longest) + "…";
  }
}
