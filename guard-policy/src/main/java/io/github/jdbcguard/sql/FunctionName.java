package io.github.jdbcguard.sql;

import java.util.Objects;

/**
 * A function that a text calls, as the server looks it up: names without quotes are folded as the
 * engine does.
 *
 * @param schema empty where the text names none
 */
public record FunctionName(String schema, String name) {

  public FunctionName {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
  }
}
