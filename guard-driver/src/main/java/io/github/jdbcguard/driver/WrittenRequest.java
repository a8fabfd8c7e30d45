package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.PlainText;
import io.github.jdbcguard.confirm.Request;
import io.github.jdbcguard.confirm.Request.Item;
import io.github.jdbcguard.sql.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes down what needs an approval, where somebody has named a file for that. */
final class WrittenRequest {
  private final Session session;
  private final Presented presented;

  WrittenRequest(Session session, Presented presented) {
    this.session = session;
    this.presented = presented;
  }

  /** What to do next, for whoever meant the statement. */
  String advice(Ruling ruling) {
    String file = session.settings().request();
    if (file.isEmpty()) {
      return "ask for an approval: run it again with GUARD_REQUEST=request.json, which writes what has to be signed; or 'guard request'.";
    }
    try {
      RequestFile.write(Path.of(file), request(ruling));
      return "have it signed: guard approve %s; then run it again with GUARD_APPROVAL=%s.approval."
          .formatted(file, file);
    } catch (IOException | SQLException | IllegalArgumentException e) {
      return "ask for an approval ('guard request'); the request could not be written to %s: %s"
          .formatted(file, e.getMessage());
    }
  }

  private Request request(Ruling ruling) throws SQLException {
    List<Item> items =
        Classifier.of(session.decisions().dialect()).split(ruling.sql()).stream()
            .map(sql -> Item.statement(sql).of(presented.change()))
            .toList();
    return new Request(
        SessionClaims.of(session),
        BareUrl.of(session.request().url()),
        session.surroundings().process().get().user(),
        PlainText.of(presented.papers().reason()),
        1,
        Optional.empty(),
        session.surroundings().clock().instant(),
        items);
  }
}
