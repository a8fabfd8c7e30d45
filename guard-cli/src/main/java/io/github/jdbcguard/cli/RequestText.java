package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.sql.Classifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * A request as its approver has to see it: judged anew, by their own policy, from the SQL and the
 * URL; all of the SQL, and nothing hidden in it.
 */
final class RequestText {
  private final Request request;
  private final Explanation explanation;
  private final boolean asked;
  private final Output output;

  /**
   * A text about this request.
   *
   * @param explanation what the URL of the request is, here and now
   * @param asked whether the server was asked what it is
   */
  RequestText(Request request, Explanation explanation, boolean asked, Output output) {
    this.request = request;
    this.explanation = explanation;
    this.asked = asked;
    this.output = output;
  }

  /** In what the request says something else than what was found out. */
  List<String> disagreements() {
    Claims said = request.claims();
    Claims found = explanation.claims();
    List<String> all = new ArrayList<>();
    compare(all, "environment", said.environment(), found.environment());
    compare(all, "target", said.target(), found.target());
    compare(all, "user", said.user(), found.user());
    if (asked) {
      compare(all, "identity", said.identity(), found.identity());
    }
    if (asked || said.identity().isEmpty()) {
      compare(all, "database", said.database(), found.database());
    }
    return all;
  }

  private static void compare(List<String> all, String name, String said, String found) {
    if (!said.equals(found)) {
      all.add(
          "the request says %s '%s', and it is '%s'"
              .formatted(name, Visible.line(said), Visible.line(found)));
    }
  }

  /** Everything about it. */
  String text(Properties properties) throws SQLException {
    List<String> statements = request.statements(explanation.dialect());
    StringBuilder text = new StringBuilder("\n");
    line(text, "request", request.id(explanation.dialect()));
    line(text, "asked by", request.requester() + ", at " + request.created());
    line(text, "reason", request.reason().isEmpty() ? "(none given)" : request.reason());
    line(text, "environment", explanation.environment());
    line(text, "target", explanation.claims().target());
    line(text, "server", server());
    line(text, "database", request.claims().database());
    line(text, "user", request.claims().user());
    line(text, "uses", request.uses() + " of each statement");
    request.migrations().forEach(m -> line(text, "file", m.name() + " " + m.sha256()));
    request.changes().forEach(change -> line(text, "change", change));
    for (int i = 0; i < statements.size(); i++) {
      text.append("%nstatement %d of %d%n".formatted(i + 1, statements.size()));
      statement(text, statements.get(i), properties);
    }
    for (String disagreement : disagreements()) {
      text.append('\n').append(output.painted(Tone.BAD, "NOT TRUE: " + disagreement));
    }
    return text.append('\n').toString();
  }

  private String server() {
    String identity = request.claims().identity();
    if (identity.isEmpty()) {
      return "not asked when this was requested";
    }
    return identity + (asked ? "" : " (as the request says; --connect asks the server)");
  }

  private void statement(StringBuilder text, String sql, Properties properties)
      throws SQLException {
    Object decision =
        Explanation.of(request.url(), properties, sql).toMap().getOrDefault("decision", Map.of());
    Map<?, ?> fields = decision instanceof Map<?, ?> map ? map : Map.of();
    line(text, "  from here", Objects.toString(fields.get("verdict")));
    line(text, "  does", fields.get("operations") + ": " + fields.get("why"));
    line(text, "  tables", String.join(", ", Classifier.of(explanation.dialect()).tables(sql)));
    Visible.lines(sql).lines().forEach(l -> text.append("    | ").append(l).append('\n'));
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("%-13s %s%n".formatted(label, Visible.line(value)));
  }
}
