package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** SQL that drivers of the MySQL family run at login because a parameter says so. */
final class ConnectStatements {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private ConnectStatements() {}

  static List<String> of(Parameters parameters, String database) {
    List<String> statements = new ArrayList<>();
    if (!database.isEmpty() && isTrue(parameters.any("createDatabaseIfNotExist"))) {
      statements.add("CREATE DATABASE IF NOT EXISTS " + identifier(database));
    }
    parameters
        .any("sessionVariables")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> statements.add("SET SESSION " + text));
    return statements;
  }

  private static boolean isTrue(Optional<String> value) {
    return switch (value.orElse("false").trim().toLowerCase(Locale.ROOT)) {
      case "false", "no", "0" -> false;
      default -> true;
    };
  }

  private static String identifier(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
  }
}
