package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One run of the script on one database: hands out connections whose every call is recorded.
 *
 * @param url raw or guarded
 * @param settings of the guard; empty for the real driver
 */
record ScriptedSession(
    TestDatabase database,
    String url,
    Properties settings,
    Transcript transcript,
    Recorder recorder) {

  /** What may fail, as the recorder has seen then. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** A part of the script. */
  record Step(String name, Body body) {}

  /** What a step does with a session. */
  @FunctionalInterface
  interface Body {
    void run(ScriptedSession session) throws Exception;
  }

  /** A copy, because some drivers write into what they get. */
  @Override
  public Properties settings() {
    return (Properties) settings.clone();
  }

  TestEngine engine() {
    return database.engine();
  }

  Schema schema() {
    return Schema.of(engine());
  }

  Connection connect() throws SQLException {
    return recorder.recorded(connectUnrecorded(), Connection.class);
  }

  Connection connectUnrecorded() throws SQLException {
    return DriverManager.getConnection(url, settings());
  }

  void run(Step step) throws Exception {
    recorder.step(step.name());
    schema().reset(database);
    attempt(() -> step.body().run(this));
  }

  /** Goes on after an exception of the driver, which the transcript tells. */
  void attempt(Action action) throws Exception {
    try {
      action.run();
    } catch (Exception | AssertionError e) { // with assertions on, drivers have their own
      if (recorder.told(e)) {
        return;
      }
      if (e instanceof AssertionError || e instanceof InterruptedException) {
        throw e;
      }
      transcript.add("so the step went on after " + Notation.of(e));
    }
  }

  /** Each of them, whatever came of the others. */
  void each(Action... actions) throws Exception {
    for (Action action : actions) {
      attempt(action);
    }
  }

  void note(String what, @Nullable Object value) {
    transcript.add(what + ": " + Notation.of(value));
  }

  /** Writes down all rows, without a line for each call. */
  void dump(@Nullable ResultSet rows) throws SQLException {
    if (rows == null) {
      return;
    }
    ResultSet plain = recorder.unrecorded(rows);
    ResultSetMetaData columns = plain.getMetaData();
    while (plain.next()) {
      List<String> values = new ArrayList<>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        values.add(columns.getColumnLabel(column) + "=" + plain.getString(column));
      }
      transcript.add("row " + values);
    }
    rows.close();
  }

  /** All rows of a query on a connection of its own, so that changes show. */
  void dump(String sql) throws SQLException {
    try (Connection connection = connectUnrecorded();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      dump(recorder.recorded(rows, ResultSet.class));
    }
  }
}
