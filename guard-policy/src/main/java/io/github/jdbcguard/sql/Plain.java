package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What most texts of most applications get: judgements that are made once, and shared. */
final class Plain {
  private static final Map<Operation, Judgement> JUDGEMENTS = new EnumMap<>(Operation.class);

  static {
    put(Operation.READ, "query");
    put(Operation.INSERT, "INSERT");
    put(Operation.UPDATE, "UPDATE");
    put(Operation.DELETE, "DELETE");
    put(Operation.MERGE, "MERGE");
  }

  private Plain() {}

  private static void put(Operation operation, String why) {
    JudgedStatement statement =
        JudgedStatement.of(Set.of(operation), TransactionControl.NONE, Set.of(), why);
    JUDGEMENTS.put(operation, new Judgement(List.of(statement)));
  }

  /** The statement that does this alone and for this reason, or null where it is not kept. */
  static @Nullable JudgedStatement statement(Operation operation, String why) {
    Judgement known = JUDGEMENTS.get(operation);
    JudgedStatement statement = known == null ? null : known.statements().get(0);
    return statement != null && statement.why().equals(why) ? statement : null;
  }

  /** The judgement of a text that holds this statement alone. */
  @SuppressWarnings("ReferenceEquality") // the same object, or one is made
  static Judgement judgement(JudgedStatement statement) {
    Judgement known = JUDGEMENTS.get(statement.operations().iterator().next());
    return known != null && known.statements().get(0) == statement
        ? known
        : new Judgement(List.of(statement));
  }
}
