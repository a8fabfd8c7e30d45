package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.policy.file.Several.KeysOr;
import io.github.jdbcguard.policy.file.Several.Named;
import io.github.jdbcguard.policy.file.Several.OneOrMore;
import io.github.jdbcguard.policy.file.Shape.Text;
import io.github.jdbcguard.policy.file.Shape.Word;
import io.github.jdbcguard.sql.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The values of a policy file that may stand at several places. */
final class Values {
  static final String EMPTY = "%s is an empty list; add an entry, or remove the key";

  static final Shape TEXT = Text.ANYTHING;
  static final Shape TEXTS = new OneOrMore(TEXT);
  static final Shape NAME = name("an environment");
  static final Shape LEVEL_NAME = name("a level");
  static final Shape DURATION =
      Text.of("[1-9][0-9]{0,5}[smhd]", "'%s' is no duration; write 30s, 10m, 8h or 2d");
  static final Shape SIZE =
      Text.of("[1-9][0-9]{0,5}(kB|MB|GB)", "'%s' is no size; write 512kB, 64MB or 1GB");
  static final Shape DATE =
      Text.of("[0-9]{4}-[0-9]{2}-[0-9]{2}", "'%s' is no date; write it as 2026-12-31");
  static final Shape DATE_OR_TIME =
      Text.of(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?",
          "'%s' is no date and no date with a time; write 2026-12-31 or 2026-12-31T18:00");
  static final Shape TIME =
      Text.of(
          "([01][0-9]|2[0-3]):[0-5][0-9]|24:00",
          "'%s' is no time of day; write it as \"09:00\", from \"00:00\" to \"24:00\"");
  static final Shape START =
      Text.of(
          "([01][0-9]|2[0-3]):[0-5][0-9]",
          "'%s' is no time of day to start at; write it as \"09:00\", from \"00:00\" to \"23:59\"");
  static final Shape MOMENT =
      Text.of(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[-+][0-9]{2}:[0-9]{2})",
          "'%s' is no moment; write it with its offset, as 2026-12-24T12:00:00+01:00");
  static final Shape SHA256 =
      Text.of(
          "[0-9a-fA-F]{64}", "'%s' is no SHA-256 in hexadecimal; write its 64 digits in quotes");
  static final Shape LINK =
      Text.of("https?://[!-~]+", "'%s' is no link; write https://…, without blanks and umlauts");

  static final Shape PATTERN =
      new KeysOr(
          Keys.of(
              Key.required(
                  "regex",
                  TEXT,
                  "regex: \"db-[0-9]+\"",
                  "a regular expression for the whole text")),
          TEXT);
  static final Shape PATTERNS = new OneOrMore(PATTERN);

  static final Shape VERDICT =
      new Word("verdict", Arrays.stream(Verdict.values()).map(Verdict::id).toList());
  static final Word OPERATION = new Word("operation", operations());
  static final Shape RULES = new Named(OPERATION, VERDICT, "the verdict on '%s'");
  static final Word ORIGIN =
      new Word("origin", Arrays.stream(Origin.values()).map(Origin::id).toList());
  static final Shape BOUND = new OneOrMore(ORIGIN);
  static final Word REQUIRED = Word.of("value", "optional", "required");

  /** What stands at many places, by the names that the schema has for it. */
  static final Map<String, Shape> REPEATED = repeated();

  private Values() {}

  private static Map<String, Shape> repeated() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("text", TEXT);
    shapes.put("texts", TEXTS);
    shapes.put("pattern", PATTERN);
    shapes.put("patterns", PATTERNS);
    shapes.put("name", NAME);
    shapes.put("duration", DURATION);
    shapes.put("sha256", SHA256);
    shapes.put("operation", OPERATION);
    shapes.put("verdict", VERDICT);
    shapes.put("rules", RULES);
    shapes.put("origin", ORIGIN);
    return shapes;
  }

  private static Shape name(String what) {
    return Text.of(
        "[A-Za-z][A-Za-z0-9_.-]{0,63}",
        "'%s' is no name for "
            + what
            + ": use letters, digits, '-', '_' and '.', starting with a letter");
  }

  /** What rules may speak of; {@code retarget} is judged by where it leads. */
  static List<String> operations() {
    TreeSet<String> names = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      if (operation != Operation.RETARGET) {
        names.add(operation.id());
        names.add(operation.group().id());
      }
    }
    return List.copyOf(names);
  }
}
