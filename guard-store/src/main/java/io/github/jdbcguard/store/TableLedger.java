package io.github.jdbcguard.store;

import io.github.jdbcguard.confirm.Ledger;
import io.github.jdbcguard.policy.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A ledger in tables. Each use is a row of its own, whose number is taken once: that is what the
 * database holds, whoever asks it and from wherever.
 */
public final class TableLedger implements Ledger, Closeable {
  private static final int LONGEST_BY = 200;

  private final Store store;

  TableLedger(Store store) {
    this.store = store;
  }

  /**
   * A ledger in that database.
   *
   * @param login {@code user}, {@code password} and {@code schema}
   * @throws IllegalArgumentException for a URL that cannot be used, saying why
   */
  public static TableLedger of(String url, Map<String, String> login) {
    return new TableLedger(new Store(address(url, login)));
  }

  static StoreAddress address(String url, Map<String, String> login) {
    return new StoreAddress("the ledger", url, Login.of("guard.ledger", login));
  }

  /** What is counted. */
  private record Key(String request, String statement) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byRequest = request.compareTo(other.request);
      return byRequest == 0 ? statement.compareTo(other.statement) : byRequest;
    }
  }

  @Override
  public boolean take(List<Use> uses) throws IOException {
    // In one order for all, so that two who want the same do not wait for each other.
    Map<Key, List<Use>> byKey = new TreeMap<>();
    for (Use use : uses) {
      byKey.merge(new Key(use.request(), use.statement()), List.of(use), TableLedger::both);
    }
    return store.inTransaction(connection -> taken(connection, byKey));
  }

  private static List<Use> both(List<Use> some, List<Use> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private boolean taken(Connection connection, Map<Key, List<Use>> byKey) throws SQLException {
    for (Map.Entry<Key, List<Use>> entry : byKey.entrySet()) {
      int last = lastNumber(connection, entry.getKey());
      int allowed = entry.getValue().stream().mapToInt(Use::allowed).min().orElse(0);
      if (last + entry.getValue().size() > allowed) {
        connection.rollback();
        return false;
      }
      insert(connection, entry.getValue(), last);
    }
    return true;
  }

  private int lastNumber(Connection connection, Key key) throws SQLException {
    String sql =
        "SELECT MAX(use_number) FROM %s WHERE request_id = ? AND statement_digest = ?"
            .formatted(store.table(connection, "guard_use"));
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, key.request());
      query.setString(2, key.statement());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  private void insert(Connection connection, List<Use> uses, int last) throws SQLException {
    String sql =
        "INSERT INTO %s (request_id, statement_digest, use_number, taken_at, taken_by) VALUES (?, ?, ?, ?, ?)"
            .formatted(store.table(connection, "guard_use"));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int number = last;
      for (Use use : uses) {
        number++;
        insert.setString(1, use.request());
        insert.setString(2, use.statement());
        insert.setInt(3, number);
        insert.setObject(4, LocalDateTime.ofInstant(use.at(), ZoneOffset.UTC));
        insert.setString(5, clipped(use.by()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String clipped(String by) {
    return by.substring(0, Math.min(LONGEST_BY, by.length()));
  }

  @Override
  public void addVeto(String request, String token) throws IOException {
    store.inTransaction(
        connection -> {
          if (tokens(connection, request).contains(token)) {
            return false;
          }
          String sql =
              "INSERT INTO %s (request_id, token_digest, token) VALUES (?, ?, ?)"
                  .formatted(store.table(connection, "guard_veto"));
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, request);
            insert.setString(2, Fingerprint.of(List.of(token)));
            insert.setString(3, token);
            return insert.executeUpdate() == 1;
          }
        });
  }

  @Override
  public Set<String> vetoes(String request) throws IOException {
    return store.inTransaction(connection -> tokens(connection, request));
  }

  private Set<String> tokens(Connection connection, String request) throws SQLException {
    String sql =
        "SELECT token FROM %s WHERE request_id = ? ORDER BY added_at"
            .formatted(store.table(connection, "guard_veto"));
    Set<String> tokens = new LinkedHashSet<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, request);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          tokens.add(rows.getString(1));
        }
      }
    }
    return tokens;
  }

  @Override
  public String place() {
    return store.place();
  }

  @Override
  public void close() {
    store.close();
  }
}
