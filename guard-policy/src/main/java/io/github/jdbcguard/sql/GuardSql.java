package io.github.jdbcguard.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement for the guard itself, so that whoever has nothing but a window for SQL can ask it:
 * {@code GUARD STATUS}. It is answered in this process and never sent.
 *
 * @param argument the text behind {@code EXPLAIN}, the code, or the token; empty where there is
 *     none
 * @param reason of {@code CONFIRM}; empty where none is given
 */
public record GuardSql(Verb verb, String argument, String reason) {

  /** What can be said to the guard. */
  public enum Verb {
    /** Tells what the connection reaches and what holds there. */
    STATUS("GUARD STATUS"),
    /** Tells what would happen to a statement. */
    EXPLAIN("GUARD EXPLAIN statement"),
    /** Gives a code, as the setting guard.confirm does. */
    CONFIRM("GUARD CONFIRM 'code' REASON 'why'"),
    /** Gives a signed approval, as the setting guard.approval does. */
    APPROVE("GUARD APPROVE 'token'"),
    /** Takes back what was confirmed and approved on the connection. */
    RELEASE("GUARD RELEASE");

    private final String form;

    Verb(String form) {
      this.form = form;
    }

    /** How it is written, for people. */
    public String form() {
      return form;
    }
  }

  private static final String FIRST_WORD = "guard";

  private static final Pattern TEXT =
      Pattern.compile("(?is)guard\\s+([a-z]+)(?:\\s+(.*?))?\\s*;?\\s*");

  private static final Pattern LITERAL = Pattern.compile("'([^']*+(?:''[^']*+)*+)'");

  private static final Pattern CODE_AND_REASON =
      Pattern.compile("(?i)" + LITERAL.pattern() + "(?:\\s*reason\\s*" + LITERAL.pattern() + ")?");

  /** Whether a text is meant for the guard, well written or not. */
  public static boolean isOne(String sql) {
    int start = start(sql);
    int end = start + FIRST_WORD.length();
    return sql.regionMatches(true, start, FIRST_WORD, 0, FIRST_WORD.length())
        && (end == sql.length()
            || Character.isWhitespace(sql.charAt(end))
            || sql.charAt(end) == ';');
  }

  /**
   * Reads a text that is meant for the guard.
   *
   * @throws IllegalArgumentException where it is not well written, saying what would be right; what
   *     it holds is not repeated, because it may be a token
   */
  public static GuardSql parse(String sql) {
    Matcher text = TEXT.matcher(sql.substring(start(sql)));
    if (!text.matches()) {
      throw fault("there is no word behind GUARD");
    }
    String word = text.group(1).toUpperCase(Locale.ROOT);
    String rest = text.group(2) == null ? "" : text.group(2).strip();
    Verb verb =
        Arrays.stream(Verb.values())
            .filter(one -> one.name().equals(word))
            .findFirst()
            .orElseThrow(() -> fault("it has no word '%s'".formatted(word)));
    return switch (verb) {
      case STATUS, RELEASE -> alone(verb, rest);
      case EXPLAIN -> explain(rest);
      case CONFIRM -> confirm(rest);
      case APPROVE -> approve(rest);
    };
  }

  private static GuardSql alone(Verb verb, String rest) {
    if (!rest.isEmpty()) {
      throw fault("nothing may stand behind " + verb.form());
    }
    return new GuardSql(verb, "", "");
  }

  private static GuardSql explain(String sql) {
    if (sql.isEmpty()) {
      throw fault("there is no statement behind EXPLAIN");
    }
    return new GuardSql(Verb.EXPLAIN, sql, "");
  }

  private static GuardSql confirm(String rest) {
    Matcher both = CODE_AND_REASON.matcher(rest);
    if (!both.matches()) {
      throw fault("CONFIRM needs one code in quotes, and may have a reason in quotes");
    }
    return new GuardSql(
        Verb.CONFIRM,
        unquoted(both.group(1)),
        both.group(2) == null ? "" : unquoted(both.group(2)));
  }

  private static GuardSql approve(String rest) {
    Matcher token = LITERAL.matcher(rest);
    if (!token.matches()) {
      throw fault("APPROVE needs one token in quotes");
    }
    return new GuardSql(Verb.APPROVE, unquoted(token.group(1)), "");
  }

  private static String unquoted(String text) {
    return text.replace("''", "'").strip();
  }

  private static IllegalArgumentException fault(String what) {
    List<String> forms = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      forms.add(verb.form());
    }
    return new IllegalArgumentException(
        "this is for the guard, and it does not understand it: %s. It knows: %s"
            .formatted(what, forms.stream().collect(Collectors.joining("; "))));
  }

  /** Behind blanks and comments, which clients put in front. */
  private static int start(String sql) {
    int at = 0;
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        at = behind(sql, "\n", at);
      } else if (sql.startsWith("/*", at) && !sql.startsWith("/*!", at)) {
        at = behind(sql, "*/", at + 2);
      } else {
        return at;
      }
    }
    return at;
  }

  private static int behind(String sql, String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  /** The token and the code are nobody's business. */
  @Override
  public String toString() {
    return "GUARD " + verb.name();
  }
}
