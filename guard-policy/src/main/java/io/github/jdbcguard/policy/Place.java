package io.github.jdbcguard.policy;

/**
 * Where something stands in a policy.
 *
 * @param source path or name of the file; {@code built-in} for the defaults
 * @param line from 1
 * @param column from 1
 */
public record Place(String source, int line, int column) {

  static final String BUILT_IN = "built-in defaults";

  /** Whether it stands in no file. */
  public boolean builtIn() {
    return source.equals(BUILT_IN);
  }

  /** As messages show it: {@code guard.yaml:12:5}. */
  @Override
  public String toString() {
    return builtIn() ? source : source + ":" + line + ":" + column;
  }
}
