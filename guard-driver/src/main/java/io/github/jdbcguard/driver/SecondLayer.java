package io.github.jdbcguard.driver;

import io.github.jdbcguard.driver.Deciding.Decided;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.server.FunctionCatalog;
import io.github.jdbcguard.server.Hold;
import io.github.jdbcguard.server.ReadOnlySession;
import io.github.jdbcguard.server.RowEstimate;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.FunctionName;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Reach;
import io.github.jdbcguard.sql.SessionReset;
import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server of a connection adds to what its texts tell: which functions are free of effects,
 * and whether it would refuse writes by itself. Asked only about what would not pass otherwise. One
 * for each connection.
 */
final class SecondLayer {
  private static final Set<Operation> SETTING_UP = EnumSet.of(Operation.SESSION);
  private static final Set<Operation> CHANGING_ROWS =
      EnumSet.of(Operation.UPDATE, Operation.DELETE, Operation.UPDATE_ALL, Operation.DELETE_ALL);

  private static final Set<Operation> CALLING =
      EnumSet.of(Operation.READ, Operation.SESSION, Operation.CALL);

  private static final Set<Operation.Group> MAKING_FUNCTIONS =
      EnumSet.of(
          Operation.Group.DDL,
          Operation.Group.DESTROY,
          Operation.Group.CALL,
          Operation.Group.UNKNOWN);

  private final ReadOnlySession session;
  private final FunctionCatalog catalog;
  private final Dialect dialect;
  private final TransactionState transaction;

  /** Null where there is no server to ask. */
  private final @Nullable Connection raw;

  private SecondLayer(
      ReadOnlySession session,
      FunctionCatalog catalog,
      Dialect dialect,
      TransactionState transaction,
      @Nullable Connection raw) {
    this.session = session;
    this.catalog = catalog;
    this.dialect = dialect;
    this.transaction = transaction;
    this.raw = raw;
  }

  /** Where there is no connection yet. */
  static SecondLayer none() {
    return new SecondLayer(
        ReadOnlySession.none(),
        FunctionCatalog.none(),
        Dialect.STANDARD,
        TransactionState.none(),
        null);
  }

  /** Of a connection to the real driver. */
  static SecondLayer of(
      ReadOnlySession held, Session session, TransactionState transaction, Connection raw) {
    return new SecondLayer(
        held,
        FunctionCatalog.of(session.report()),
        session.decisions().dialect(),
        transaction,
        raw);
  }

  /** What the server holds. */
  Hold hold() {
    return session.hold();
  }

  /**
   * What holds for a text in the end: another decision where the server makes the first one
   * needless.
   *
   * @throws SQLException where the server cannot be asked
   */
  Decided settled(Ruling ruling, Decided decided, Deciding deciding) throws SQLException {
    if (decided.passes()) {
      return decided;
    }
    if (resets(ruling, decided)) {
      return new Decided(allowed(decided, "set again at once"), SETTING_UP, List.of());
    }
    Decided withoutCalls = withoutCalls(ruling, decided, deciding);
    if (!withoutCalls.passes()) {
      return decided;
    }
    if (knowsHarmless(ruling.judgement())) {
      return withoutCalls;
    }
    boolean held = couldHold(ruling) && holds();
    return held
        ? new Decided(allowed(decided, hold().words()), decided.operations(), List.of())
        : decided;
  }

  /** Whether it may settle so, what is denied while it is prepared. */
  boolean maySettle(Ruling ruling, Decided decided, Deciding deciding) {
    return resets(ruling, decided)
        || (withoutCalls(ruling, decided, deciding).passes()
            && (couldHold(ruling) || knowsHarmless(ruling.judgement())));
  }

  /** Why the server is of no help with a text that only calls functions; else empty. */
  String noHelp(Ruling ruling, Decided decided, Deciding deciding) {
    if (!withoutCalls(ruling, decided, deciding).passes()) {
      return "";
    }
    return switch (hold()) {
      case NOTHING -> hold().words() + ", so what is not known is not called";
      case TRANSACTION -> hold().words() + ": call it within one";
      case SESSION -> "the server does not hold this, or does not any more";
    };
  }

  /** Whether the text makes the server forget nothing but what can be set again. */
  boolean resets(Ruling ruling, Decided decided) {
    return session.hold() == Hold.SESSION
        && decided.operations().equals(EnumSet.of(Operation.WEAKEN))
        && SessionReset.is(dialect, ruling.sql())
        && transaction.outside();
  }

  /** The same where that is not all that the text does. */
  private static Decided withoutCalls(Ruling ruling, Decided decided, Deciding deciding) {
    boolean onlyCalls =
        CALLING.containsAll(decided.operations())
            && ruling.judgement().operations().contains(Operation.CALL)
            && ruling.judgement().statements().stream()
                .allMatch(
                    s -> !s.operations().contains(Operation.CALL) || !s.functions().isEmpty());
    return onlyCalls ? deciding.withoutCalls(ruling, decided) : decided;
  }

  /** Whether the functions are known to be free of effects, so that the text only reads. */
  private boolean knowsHarmless(Judgement judgement) {
    if (!judgement.reaches().isEmpty()) {
      return false;
    }
    Set<FunctionName> names = functions(judgement);
    return (raw != null && transaction.outside())
        ? catalog.harmless(names, raw)
        : catalog.harmless(names);
  }

  /** Whether the server could refuse what the functions would write, if it holds when they run. */
  private boolean couldHold(Ruling ruling) {
    Judgement judgement = ruling.judgement();
    return session.hold() != Hold.NOTHING
        && judgement.reaches().stream().allMatch(r -> r.kind() == Reach.Kind.DATABASE)
        && functions(judgement).stream().noneMatch(this::ofEngine)
        && oneCall(judgement.statements());
  }

  /** Whether the server would refuse them now. */
  private boolean holds() throws SQLException {
    return switch (session.hold()) {
      case NOTHING -> false;
      case TRANSACTION -> !transaction.outside() && session.holdsNow();
      case SESSION -> session.holdsNow();
    };
  }

  private static Decision allowed(Decided decided, String because) {
    Decision denied = decided.decision();
    return new Decision(
        Verdict.ALLOW,
        denied.environment(),
        denied.declared(),
        denied.operations(),
        "read_only: " + because,
        denied.place(),
        "",
        denied.confirmation(),
        List.of());
  }

  /** How many rows a text would touch, as far as the server guesses that without running it. */
  OptionalLong rows(Ruling ruling, Engine engine) {
    boolean plain =
        CHANGING_ROWS.containsAll(ruling.judgement().operations())
            && ruling.judgement().statements().size() == 1
            && ruling.sql().indexOf('?') < 0;
    return plain && raw != null && transaction.outside()
        ? RowEstimate.of(engine, raw, ruling.sql())
        : OptionalLong.empty();
  }

  /** Heeds that a text is about to be sent. */
  void sending(Decided decided) {
    boolean mayMakeFunctions =
        decided.operations().stream().anyMatch(o -> MAKING_FUNCTIONS.contains(o.group()));
    if (mayMakeFunctions) {
      catalog.forget();
    }
  }

  /** Sets it again if the server was made to forget; else the connection is closed. */
  void renew() throws SQLException {
    if (!transaction.reset() || raw == null) {
      return;
    }
    try {
      if (!transaction.outside()) {
        throw new SQLException("a transaction was begun meanwhile");
      }
      session.renew();
      transaction.renewed();
    } catch (SQLException e) {
      raw.close();
      throw new SQLException(
          "the session could not be made read-only again after it was reset, so it was closed: "
              + e.getMessage(),
          "08003",
          e);
    }
  }

  /** What an engine brings along and the guard does not know may do what no session stops. */
  private boolean ofEngine(FunctionName function) {
    return dialect == Dialect.POSTGRESQL && function.name().startsWith("pg_");
  }

  /** A second call could profit from what the first one lifted. */
  private static boolean oneCall(List<JudgedStatement> statements) {
    long calls = statements.stream().filter(s -> !s.functions().isEmpty()).count();
    return statements.size() == 1
        || (calls == 1 && statements.stream().allMatch(SecondLayer::leavesSession));
  }

  private static boolean leavesSession(JudgedStatement statement) {
    return statement.transaction() == TransactionControl.NONE
        && !statement.operations().contains(Operation.SESSION);
  }

  private static Set<FunctionName> functions(Judgement judgement) {
    Set<FunctionName> all = new HashSet<>();
    judgement.statements().forEach(statement -> all.addAll(statement.functions()));
    return all;
  }
}
