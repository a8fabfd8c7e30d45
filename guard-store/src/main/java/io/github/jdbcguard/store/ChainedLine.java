package io.github.jdbcguard.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an audit file.
 *
 * @param seq its number in the chain
 * @param hash its hash
 * @param json as it stands in the file
 */
record ChainedLine(long seq, String hash, String json) {
  private static final Pattern FORM =
      Pattern.compile("\\{\"v\":\\d+,\"seq\":(\\d{1,18}),.*,\"hash\":\"([0-9a-f]{64})\"}");

  /** What a line says of itself; empty where it is none of a chain, as one that was torn. */
  static Optional<ChainedLine> parse(String line) {
    Matcher form = FORM.matcher(line);
    return form.matches()
        ? Optional.of(new ChainedLine(Long.parseLong(form.group(1)), form.group(2), line))
        : Optional.empty();
  }

  /** A member that is a plain text; empty where it is not. Quotes in texts are escaped in JSON. */
  String member(String name) {
    Matcher member = Pattern.compile("[{,]\"" + name + "\":\"([^\"\\\\]*)\"").matcher(json);
    return member.find() ? member.group(1) : "";
  }
}
