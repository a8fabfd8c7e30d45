package io.github.jdbcguard.target;

import java.util.List;
import java.util.Set;

/** The properties of pgjdbc that do more than to say where it goes. */
record PostgresqlProperties(Parameters all) {

  private static final Set<String> DECIDE_ELSEWHERE = Set.of("socketfactory", "socketfactoryarg");

  /** Each names a class that runs while connecting, or a file that is written. */
  private static final Set<String> DOUBTFUL =
      Set.of(
          "authenticationpluginclassname",
          "connectexecutor",
          "sslhostnameverifier",
          "sslpasswordcallback",
          "xmlfactoryfactory",
          "loggerfile",
          "replication");

  void requireOwnSockets(String ownFactories) {
    all.requireNone(DECIDE_ELSEWHERE);
    String sslFactory = all.any("sslfactory").orElse(ownFactories);
    if (!sslFactory.startsWith(ownFactories)) {
      throw new NotUnderstoodException("'sslfactory' names a class that makes the connection");
    }
  }

  List<String> connectSql() {
    return all.exact("options").map(PostgresqlOptions::settings).orElse(List.of());
  }

  String doubt() {
    return all.anyOf(DOUBTFUL).map("'%s' does more than to connect"::formatted).orElse("");
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
