package io.github.jdbcguard.driver;

import io.github.jdbcguard.server.ReadOnlySession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/**
 * A physical connection whose handles are guarded. The server is asked what it is once, when the
 * connection is made; closing a handle leaves the connection open, as with the real driver.
 */
class GuardedPooledConnection implements PooledConnection {
  private final PooledConnection raw;
  private final Session session;
  private final ReadOnlySession held;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();

  /** The handle that was handed out last; the one before it is closed by then. */
  private volatile @Nullable GuardedConnection handle;

  /**
   * Asks the server what it is, and tells it to be read-only where every write is denied.
   *
   * @param claimed what is known of it before; was admitted
   * @throws SQLException where it is refused; then the connection is closed
   */
  GuardedPooledConnection(PooledConnection raw, Claimed claimed, Properties inner)
      throws SQLException {
    this.raw = raw;
    try (Connection first = raw.getConnection()) {
      this.session = Opening.met(first, claimed);
      this.held = Opening.held(first, session, inner);
    } catch (SQLException | RuntimeException | Error e) {
      close(raw, e);
      throw e;
    }
    raw.addConnectionEventListener(new HandleEvents());
  }

  private static void close(PooledConnection raw, Throwable because) {
    try {
      raw.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  final Session session() {
    return session;
  }

  /** Null before there is one. */
  final @Nullable GuardedConnection handle() {
    return handle;
  }

  @Override
  public final Connection getConnection() throws SQLException {
    GuardedConnection before = handle;
    if (before != null) {
      before.giveUpWhatIsNotWhole(); // the new handle would not know of it
    }
    Connection rawHandle = raw.getConnection();
    GuardedConnection guarded =
        new GuardedConnection(rawHandle, session, held.over(rawHandle), transactionOf(rawHandle));
    if (!statementListeners.isEmpty()) {
      guarded.objects().rememberPrepared();
    }
    handle = guarded;
    return guarded;
  }

  /** The state of the transaction that a new handle is in. */
  TransactionState transactionOf(Connection rawHandle) {
    return new TransactionState(rawHandle, session.decisions().dialect());
  }

  @Override
  public void close() throws SQLException {
    raw.close();
  }

  @Override
  public final void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public final void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  /** Not supported where the real driver does not support it. */
  @Override
  public final synchronized void addStatementEventListener(StatementEventListener listener) {
    if (statementListeners.isEmpty()) {
      raw.addStatementEventListener(statementEvents);
    }
    statementListeners.add(listener);
    GuardedConnection open = handle;
    if (open != null && statementListeners.size() == 1) {
      open.objects().rememberPrepared();
    }
  }

  @Override
  public final synchronized void removeStatementEventListener(StatementEventListener listener) {
    if (statementListeners.remove(listener) && statementListeners.isEmpty()) {
      raw.removeStatementEventListener(statementEvents);
    }
  }

  /** Passes on what the real connection tells, in the name of the guarded one. */
  private final class HandleEvents implements ConnectionEventListener {
    @Override
    public void connectionClosed(ConnectionEvent event) {
      ConnectionEvent own = new ConnectionEvent(GuardedPooledConnection.this);
      listeners.forEach(listener -> listener.connectionClosed(own));
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      ConnectionEvent own =
          new ConnectionEvent(GuardedPooledConnection.this, event.getSQLException());
      listeners.forEach(listener -> listener.connectionErrorOccurred(own));
    }
  }

  private final StatementEventListener statementEvents =
      new StatementEventListener() {
        @Override
        public void statementClosed(StatementEvent event) {
          passOn(event, StatementEventListener::statementClosed);
        }

        @Override
        public void statementErrorOccurred(StatementEvent event) {
          passOn(event, StatementEventListener::statementErrorOccurred);
        }
      };

  /** Statements of the guard's own, and those that nobody holds any more, concern nobody. */
  private void passOn(
      StatementEvent event, BiConsumer<StatementEventListener, StatementEvent> telling) {
    GuardedConnection open = handle;
    PreparedStatement guarded =
        open == null ? null : open.objects().guardedFormOf(event.getStatement());
    if (guarded != null) {
      StatementEvent own = new StatementEvent(this, guarded, event.getSQLException());
      statementListeners.forEach(listener -> telling.accept(listener, own));
    }
  }
}
