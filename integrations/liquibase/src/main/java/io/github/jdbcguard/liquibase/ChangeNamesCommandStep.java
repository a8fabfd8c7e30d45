package io.github.jdbcguard.liquibase;

import java.util.List;
import java.util.Set;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.command.AbstractCommandStep;
import liquibase.command.CleanUpCommandStep;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandScope;
import liquibase.database.Database;

/** Adds {@link ChangeNames} to the commands that run changesets, if the connection is guarded. */
public final class ChangeNamesCommandStep extends AbstractCommandStep
    implements CleanUpCommandStep {
  private static final Set<String> COMMANDS =
      Set.of(
          "update",
          "updateCount",
          "updateToTag",
          "updateTestingRollback",
          "rollback",
          "rollbackCount",
          "rollbackToDate");

  /** None: it is a step of Liquibase's own commands. */
  @Override
  public String[][] defineCommandNames() {
    return new String[0][];
  }

  /** After the steps that a command needs, which come at -1, and before itself, at 1000. */
  @Override
  public int getOrder(CommandDefinition command) {
    return COMMANDS.contains(String.join(" ", command.getName())) ? 500 : -1;
  }

  @Override
  public List<Class<?>> requiredDependencies() {
    return List.of(Database.class, ChangeExecListener.class);
  }

  @Override
  public boolean isInternal() {
    return true;
  }

  @Override
  public void run(CommandResultsBuilder results) {
    CommandScope scope = results.getCommandScope();
    Database database = (Database) scope.getDependency(Database.class);
    Guarded.connection(database).ifPresent(guarded -> listen(scope, new ChangeNames(guarded)));
  }

  private static void listen(CommandScope scope, ChangeNames names) {
    Object listener = scope.getDependency(ChangeExecListener.class);
    if (listener instanceof DefaultChangeExecListener several) {
      several.addListener(names);
    } else {
      scope.provideDependency(
          ChangeExecListener.class,
          new DefaultChangeExecListener((ChangeExecListener) listener, names));
    }
  }

  @Override
  public void cleanUp(CommandResultsBuilder results) {
    Object listener = results.getCommandScope().getDependency(ChangeExecListener.class);
    if (listener instanceof DefaultChangeExecListener several) {
      several.getListeners().stream()
          .filter(ChangeNames.class::isInstance)
          .forEach(names -> ((ChangeNames) names).takeBack());
      several.getListeners().removeIf(ChangeNames.class::isInstance);
    }
  }
}
