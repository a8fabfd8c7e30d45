package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a {@code jdbc:sqlserver:} URL behind the two slashes: {@code host\instance:port},
 * then {@code ;name=value} with values in braces where they need them. Everything that is found
 * becomes a parameter, in the order in which the driver stores it.
 */
final class SqlServerText {

  private final String text;
  private final List<Parameter> found = new ArrayList<>();
  private int at;

  private SqlServerText(String text) {
    this.text = text;
  }

  static Parameters parse(String text) {
    SqlServerText reader = new SqlServerText(text);
    reader.authority();
    while (reader.at < text.length()) {
      reader.parameter();
    }
    return new Parameters(reader.found);
  }

  private void authority() {
    if (text.isEmpty() || text.startsWith(";")) {
      at = 1;
      return;
    }
    at = 1; // whatever stands first belongs to the name, be it a colon
    String host = (text.charAt(0) + until(";:\\")).trim();
    if (host.contains("=")) {
      throw new NotUnderstoodException("'=' in the name of the server");
    }
    if (!host.isEmpty()) {
      found.add(new Parameter("serverName", host));
    }
    if (stoppedAt('\\')) {
      found.add(new Parameter("instanceName", until(";:").trim()));
    }
    if (stoppedAt(':')) {
      found.add(new Parameter("portNumber", until(";").trim()));
    }
  }

  private void parameter() {
    String name = until("=;").trim();
    boolean valued = stoppedAt('=');
    if (!valued && name.isEmpty()) {
      return;
    }
    if (!valued || name.isEmpty()) {
      throw new NotUnderstoodException("a parameter without a name or without a value");
    }
    found.add(new Parameter(name, value()));
  }

  private String value() {
    int start = at;
    String plain = until(";{").trim();
    if (!stoppedAt('{')) {
      return plain;
    }
    if (!plain.isEmpty()) {
      throw new NotUnderstoodException(
          "a brace inside '%s'".formatted(text.substring(start, at - 1)));
    }
    String braced = braced();
    if (!until(";").replace(" ", "").isEmpty()) {
      throw new NotUnderstoodException("text behind a value in braces");
    }
    return braced;
  }

  /** Up to the closing brace; two of them stand for one. */
  private String braced() {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '}') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '}') {
        value.append(c);
        at++;
      } else {
        return value.toString();
      }
    }
    throw new NotUnderstoodException("a brace is not closed");
  }

  /** The text up to the first of the stops or the end; goes on behind the stop. */
  private String until(String stops) {
    int end = at;
    while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String part = text.substring(at, end);
    at = Math.min(end + 1, text.length() + 1);
    return part;
  }

  private boolean stoppedAt(char stop) {
    return at <= text.length() && at > 0 && text.charAt(at - 1) == stop;
  }
}
