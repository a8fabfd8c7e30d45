package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The properties of pgjdbc that do more than to say where it goes. */
record PostgresqlProperties(Parameters all) {

  private static final Set<String> DECIDE_ELSEWHERE = Set.of("socketfactory", "socketfactoryarg");

  /** Each names a class that runs while connecting, or a file that is written. */
  private static final Set<String> CODE =
      Set.of(
          "authenticationpluginclassname",
          "connectexecutor",
          "sslhostnameverifier",
          "sslpasswordcallback",
          "xmlfactoryfactory",
          "loggerfile");

  void requireOwnSockets(String ownFactories) {
    all.requireNone(DECIDE_ELSEWHERE);
    String sslFactory = all.any("sslfactory").orElse(ownFactories);
    if (!sslFactory.startsWith(ownFactories)) {
      throw new NotUnderstoodException("'sslfactory' names a class that makes the connection");
    }
  }

  List<String> connectSql() {
    List<String> statements =
        new ArrayList<>(all.exact("options").map(PostgresqlOptions::settings).orElse(List.of()));
    statements.addAll(ConnectCode.of(all.allOf(CODE)));
    return statements;
  }

  String doubt() {
    return all.anyOf(Set.of("replication"))
        .map("'%s' speaks another protocol"::formatted)
        .orElse("");
  }

  /** Yugabyte's servers may tell their driver of others, which it then dials instead. */
  String discovery() {
    boolean alone =
        all.all().stream()
            .filter(parameter -> parameter.is("load-balance"))
            .allMatch(parameter -> parameter.value().equalsIgnoreCase("false"));
    return alone ? "" : "'load-balance' leads to servers that the URL does not name";
  }
}
