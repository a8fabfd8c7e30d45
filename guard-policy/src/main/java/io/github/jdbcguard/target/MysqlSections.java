package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The sections of a URL as Connector/J cuts it.
 *
 * @param scheme decoded and in lower case: {@code jdbc:mysql:}
 * @param path the decoded database, may be empty
 */
record MysqlSections(String scheme, String authority, String path, Parameters parameters) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.% -]+");

  static MysqlSections of(String url) {
    String text = before('#', url);
    String place = before('?', text);
    int end = 0;
    while (end < place.length() && place.charAt(end) != '/' && place.charAt(end) != ' ') {
      end++;
    }
    String scheme = PercentText.decode(place.substring(0, end)).toLowerCase(Locale.ROOT);
    String rest = place.substring(end).trim();
    boolean hasAuthority = rest.startsWith("//");
    int slash = rest.indexOf('/', hasAuthority ? 2 : 0);
    String authority = hasAuthority ? rest.substring(2, slash < 0 ? rest.length() : slash) : "";
    if (!hasAuthority && slash > 0) {
      throw new NotUnderstoodException("text between the scheme and the path");
    }
    String path = slash < 0 ? "" : rest.substring(slash + 1).trim();
    if (path.startsWith("/") || (!hasAuthority && slash < 0 && !rest.isEmpty())) {
      throw new NotUnderstoodException("the URL has sections that Connector/J does not know");
    }
    String query = text.substring(Math.min(text.length(), place.length() + 1));
    return new MysqlSections(
        scheme, authority.trim(), PercentText.decodeForm(path).trim(), query(query));
  }

  private static String before(char mark, String text) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static Parameters query(String text) {
    if (text.trim().startsWith("?")) {
      throw new NotUnderstoodException("two question marks in a row");
    }
    List<Parameters.Parameter> parameters = new ArrayList<>();
    for (String token : text.split("&", 0)) {
      if (!token.trim().isEmpty()) {
        parameters.add(parameter(token));
      }
    }
    return new Parameters(parameters);
  }

  /** A key with its value, each decoded and without blanks around. */
  static Parameters.Parameter parameter(String token) {
    int sign = token.indexOf('=');
    String key = PercentText.decodeForm((sign < 0 ? token : token.substring(0, sign)).trim());
    String value = sign < 0 ? "" : PercentText.decodeForm(token.substring(sign + 1).trim());
    if (!KEY.matcher(sign < 0 ? token : token.substring(0, sign)).matches()
        || key.trim().isEmpty()) {
      throw new NotUnderstoodException("'%s' has no proper key".formatted(token));
    }
    return new Parameters.Parameter(key, value);
  }
}
