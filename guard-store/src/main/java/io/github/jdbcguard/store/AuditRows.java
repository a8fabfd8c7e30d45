package io.github.jdbcguard.store;

import io.github.jdbcguard.policy.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of one audit file in the table of all. */
final class AuditRows {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_WORD = 64;

  private final Store store;
  private final String host;
  private final String file;
  private final String chain;

  private AuditRows(Store store, String host, String file) {
    this.store = store;
    this.host = host;
    this.file = file;
    this.chain = Fingerprint.of(List.of(host, file));
  }

  /** Those of a file on this machine. */
  static AuditRows of(Store store, Path file) {
    return new AuditRows(store, hostName(), file.toAbsolutePath().normalize().toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  /** Whether the line is there. */
  boolean has(ChainedLine line) throws IOException {
    return store
        .inTransaction(connection -> present(connection, line.seq(), line.seq()))
        .contains(key(line));
  }

  /** Adds those that are not there yet, all or none. */
  void add(List<ChainedLine> lines) throws IOException {
    if (!lines.isEmpty()) {
      store.inTransaction(connection -> added(connection, lines));
    }
  }

  private int added(Connection connection, List<ChainedLine> lines) throws SQLException {
    long first = lines.stream().mapToLong(ChainedLine::seq).min().orElseThrow();
    long last = lines.stream().mapToLong(ChainedLine::seq).max().orElseThrow();
    Set<String> present = present(connection, first, last);
    String sql =
        "INSERT INTO %s (chain, seq, hash, host, file, written_at, event, event_id, environment, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(store.table(connection, "guard_audit"));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (ChainedLine line : lines) {
        if (present.add(key(line))) {
          set(insert, line);
          insert.addBatch();
        }
      }
      return insert.executeBatch().length;
    }
  }

  private Set<String> present(Connection connection, long first, long last) throws SQLException {
    String sql =
        "SELECT seq, hash FROM %s WHERE chain = ? AND seq BETWEEN ? AND ?"
            .formatted(store.table(connection, "guard_audit"));
    Set<String> present = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, chain);
      query.setLong(2, first);
      query.setLong(3, last);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          present.add(rows.getLong(1) + ":" + rows.getString(2));
        }
      }
    }
    return present;
  }

  private static String key(ChainedLine line) {
    return line.seq() + ":" + line.hash();
  }

  private void set(PreparedStatement insert, ChainedLine line) throws SQLException {
    insert.setString(1, chain);
    insert.setLong(2, line.seq());
    insert.setString(3, line.hash());
    insert.setString(4, clipped(host, LONGEST_NAME));
    insert.setString(5, file);
    Optional<LocalDateTime> time = time(line.member("time"));
    if (time.isPresent()) {
      insert.setObject(6, time.get());
    } else {
      insert.setNull(6, Types.TIMESTAMP);
    }
    insert.setString(7, clipped(line.member("event"), LONGEST_WORD));
    insert.setString(8, clipped(line.member("id"), LONGEST_WORD));
    insert.setString(9, clipped(line.member("environment"), LONGEST_NAME));
    insert.setString(10, line.json());
  }

  private static Optional<LocalDateTime> time(String text) {
    try {
      return Optional.of(LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String clipped(String text, int longest) {
    return text.substring(0, Math.min(longest, text.length()));
  }
}
