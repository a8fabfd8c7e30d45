package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.doctor.AskedServer;
import io.github.jdbcguard.cli.doctor.DoctorFinding;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.driver.GuardRefusedException;
import io.github.jdbcguard.driver.ServerVisit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Asks the servers of given URLs, one after the other; each has a time limit. */
final class AskedServers {
  private final ConnectionOptions connection;
  private final Properties properties;
  private final List<AskedServer> answers = new ArrayList<>();
  private final List<DoctorFinding> failures = new ArrayList<>();

  AskedServers(ConnectionOptions connection, Properties properties) {
    this.connection = connection;
    this.properties = properties;
  }

  void askAll(List<AskedUrl> urls) throws SQLException {
    for (AskedUrl url : urls) {
      ask(url);
    }
  }

  /** Those that answered. */
  List<AskedServer> answers() {
    return answers;
  }

  /** Why others did not. */
  List<DoctorFinding> failures() {
    return failures;
  }

  private void ask(AskedUrl url) throws SQLException {
    String byName = Explanation.of(url.url(), properties, "").environment();
    try (ServerVisit visit = connection.visit(url.url(), properties)) {
      answers.add(
          new AskedServer(
              ShownUrl.of(url.url()),
              url.expected(),
              byName,
              visit.report(),
              visit.assignment(),
              TimeLimit.ASKING.of(visit::privileges)));
    } catch (GuardRefusedException e) {
      failures.add(failure(url, Severity.WARNING, first(e)));
    } catch (SQLException e) {
      failures.add(failure(url, Severity.NOTE, first(e) + connection.hint()));
    }
  }

  private static String first(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static DoctorFinding failure(AskedUrl url, Severity severity, String because) {
    return new DoctorFinding(
        Topic.NOT_EXAMINED,
        severity,
        url.expected(),
        Optional.empty(),
        "%s was not asked: %s".formatted(ShownUrl.of(url.url()), because),
        "what the server is, and what the user may do there, is not known",
        List.of("correct the URL, or the policy, and ask again"));
  }
}
