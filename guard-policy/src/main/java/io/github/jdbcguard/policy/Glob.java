package io.github.jdbcguard.policy;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one.
 *
 * @param pattern as written
 */
public record Glob(String pattern) {

  /** Whether the whole text fits, in time linear in text times pattern. */
  public boolean matches(String text, boolean ignoreCase) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t), ignoreCase)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char expected, char actual, boolean ignoreCase) {
    return expected == '?'
        || expected == actual
        || (ignoreCase
            && Character.toLowerCase(Character.toUpperCase(expected))
                == Character.toLowerCase(Character.toUpperCase(actual)));
  }
}
