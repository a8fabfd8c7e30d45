package io.github.jdbcguard.policy;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern that a policy compares a text with: a glob, or a regular expression where the policy
 * says so. Always for the whole text.
 */
public sealed interface TextPattern {

  /** What stands before a regular expression. */
  String REGEX = "regex:";

  /** As messages show it. */
  String text();

  /**
   * Whether the whole text fits.
   *
   * @param lenient whether case does not matter, and a doubt counts as a fit
   */
  boolean matches(String text, boolean lenient);

  /** Whether the pattern fits one text only, apart from its case. */
  boolean literal();

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where a regular expression makes no sense, saying why
   */
  static TextPattern parse(String text) {
    return text.startsWith(REGEX) ? Regex.parse(text.substring(REGEX.length())) : new Glob(text);
  }

  /**
   * A pattern in which {@code *} stands for any characters and {@code ?} for one.
   *
   * @param text as written
   */
  record Glob(String text) implements TextPattern {

    @Override
    public boolean literal() {
      return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** With at most text times pattern comparisons. */
    @Override
    public boolean matches(String candidate, boolean lenient) {
      int p = 0;
      int t = 0;
      int star = -1;
      int resume = 0;
      while (t < candidate.length()) {
        if (p < text.length() && text.charAt(p) == '*') {
          star = p++;
          resume = t;
        } else if (p < text.length() && same(text.charAt(p), candidate.charAt(t), lenient)) {
          p++;
          t++;
        } else if (star >= 0) {
          p = star + 1;
          t = ++resume;
        } else {
          return false;
        }
      }
      while (p < text.length() && text.charAt(p) == '*') {
        p++;
      }
      return p == text.length();
    }

    private static boolean same(char expected, char actual, boolean ignoreCase) {
      return expected == '?'
          || expected == actual
          || (ignoreCase
              && Character.toLowerCase(Character.toUpperCase(expected))
                  == Character.toLowerCase(Character.toUpperCase(actual)));
    }
  }

  /**
   * A regular expression of {@link java.util.regex.Pattern}. One that takes too many steps on a
   * text is a doubt.
   *
   * @param exact compares with case
   * @param ignoringCase compares without
   */
  record Regex(Pattern exact, Pattern ignoringCase) implements TextPattern {

    /** How many characters a comparison may look at; an honest one looks at a few hundred. */
    private static final int MAX_STEPS = 100_000;

    static Regex parse(String expression) {
      try {
        return new Regex(
            Pattern.compile(expression),
            Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'%s' is not a regular expression: %s"
                .formatted(expression, e.getDescription().toLowerCase(java.util.Locale.ROOT)),
            e);
      }
    }

    @Override
    public String text() {
      return REGEX + exact.pattern();
    }

    @Override
    public boolean literal() {
      return false;
    }

    @Override
    public boolean matches(String candidate, boolean lenient) {
      try {
        return (lenient ? ignoringCase : exact).matcher(new Metered(candidate)).matches();
      } catch (Metered.Exhausted | StackOverflowError tooManySteps) {
        return lenient;
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Regex regex && regex.exact.pattern().equals(exact.pattern());
    }

    @Override
    public int hashCode() {
      return exact.pattern().hashCode();
    }

    /** A text that gives out a bounded number of characters. */
    private static final class Metered implements CharSequence {
      private final CharSequence text;
      private int left = MAX_STEPS;

      Metered(CharSequence text) {
        this.text = text;
      }

      @Override
      public char charAt(int index) {
        if (--left < 0) {
          throw new Exhausted();
        }
        return text.charAt(index);
      }

      @Override
      public int length() {
        return text.length();
      }

      @Override
      public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
      }

      @Override
      public String toString() {
        return text.toString();
      }

      private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
          super("too many steps", null, false, false);
        }
      }
    }
  }
}
