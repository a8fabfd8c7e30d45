package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.doctor.AskedServer;
import io.github.jdbcguard.cli.doctor.DoctorFinding;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.driver.GuardRefusedException;
import io.github.jdbcguard.driver.MissingDriverException;
import io.github.jdbcguard.driver.ServerVisit;
import io.github.jdbcguard.target.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
              visit.endpoints(),
              addresses(visit.endpoints()),
              visit.report(),
              visit.assignment(),
              TimeLimit.ASKING.of(visit::privileges),
              TimeLimit.ASKING.of(visit::tableOwners)));
    } catch (GuardRefusedException e) {
      failures.add(failure(url, Severity.WARNING, first(e), e));
    } catch (SQLException e) {
      failures.add(failure(url, Severity.NOTE, first(e), e));
    }
  }

  private static List<InetAddress> addresses(List<Endpoint> endpoints) {
    List<InetAddress> addresses = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      if (!endpoint.inProcess()) {
        try {
          addresses.addAll(List.of(InetAddress.getAllByName(endpoint.host())));
        } catch (UnknownHostException notFoundOut) {
          // What it is at is not known then, and the server is not called reached.
          return List.of();
        }
      }
    }
    return addresses;
  }

  private static String first(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static DoctorFinding failure(
      AskedUrl url, Severity severity, String because, SQLException e) {
    return new DoctorFinding(
        Topic.NOT_EXAMINED,
        severity,
        url.expected(),
        Optional.empty(),
        "%s was not asked: %s".formatted(ShownUrl.of(url.url()), because),
        "what the server is, and what the user may do there, is not known",
        List.of(
            e instanceof MissingDriverException
                ? "name the jar of a driver that takes this URL: --driver JAR"
                : "correct the URL, or the policy, and ask again"));
  }
}
