package io.github.jdbcguard.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a whole text would do: one entry for each of its statements, in their order.
 *
 * @param statements never empty; a text of comments alone is one {@link Operation#READ}
 */
public record Judgement(List<JudgedStatement> statements) {

  public Judgement {
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("a judgement without statements would pass unseen");
    }
    statements = List.copyOf(statements);
  }

  /** Whether anything of it does more than to read and to set up the session. */
  public boolean changes() {
    for (Operation operation : operations()) {
      if (operation.group().changes()) {
        return true;
      }
    }
    return false;
  }

  /** All that the statements name beyond what the connection is to. */
  public Set<Reach> reaches() {
    if (statements.size() == 1) {
      return statements.get(0).reaches();
    }
    Set<Reach> all = new HashSet<>();
    statements.forEach(statement -> all.addAll(statement.reaches()));
    return Set.copyOf(all);
  }

  /** All operations of all statements. */
  public Set<Operation> operations() {
    if (statements.size() == 1) {
      return statements.get(0).operations();
    }
    EnumSet<Operation> all = EnumSet.noneOf(Operation.class);
    statements.forEach(statement -> all.addAll(statement.operations()));
    return Collections.unmodifiableSet(all);
  }
}
