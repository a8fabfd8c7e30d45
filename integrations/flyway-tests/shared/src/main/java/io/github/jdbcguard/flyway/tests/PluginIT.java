package io.github.jdbcguard.flyway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.flyway.GuardDatabaseType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.internal.database.DatabaseType;
import org.junit.jupiter.api.Test;

/** The plugin beside the version of Flyway at hand. */
class PluginIT {
  /** Of these Flyway asks a connection's type, which is its own, or they are not about a URL. */
  private static final Set<String> NOT_OF_A_URL =
      Set.of(
          "supportsReadOnlyTransactions",
          "getBackupDriverClass",
          "createSqlScriptFactory",
          "createSqlScriptExecutorFactory",
          "createExecutionStrategy",
          "createTransactionalExecutionTemplate",
          "alterConnectionAsNeeded",
          "instantiateClassExtendedErrorMessage",
          "getSpecialResourceFilenames");

  /** So that a question that a newer Flyway asks about a URL is not answered with a default. */
  @Test
  void answersAllThatFlywayAsksAboutAUrl() throws Exception {
    List<String> unanswered = new ArrayList<>();
    for (Method method : DatabaseType.class.getDeclaredMethods()) {
      Method answer =
          GuardDatabaseType.class.getMethod(method.getName(), method.getParameterTypes());
      if (answer.getDeclaringClass() != GuardDatabaseType.class) {
        unanswered.add(method.getName());
      }
    }

    assertThat(NOT_OF_A_URL).containsAll(unanswered);
  }
}
