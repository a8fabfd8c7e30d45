package io.github.jdbcguard.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.rowset.CachedRowSet;
import org.jspecify.annotations.Nullable;

/** Rows in which the guard answers: does what clients ask for and the JDK's rows do not know. */
final class GuardedAnswer extends GuardedResultSet {
  private boolean closed;

  GuardedAnswer(GuardedConnection connection, CachedRowSet raw, @Nullable GuardedStatement owner) {
    super(connection, raw, owner);
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    super.close();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public int getHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  /** Behind the last row there is none, however often somebody asks. */
  @Override
  public boolean next() throws SQLException {
    return !isAfterLast() && super.next();
  }
}
