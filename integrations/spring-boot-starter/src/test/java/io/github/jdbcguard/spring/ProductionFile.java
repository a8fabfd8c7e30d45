package io.github.jdbcguard.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database of H2 in a file, with one customer, that the policy declares to be production. */
record ProductionFile(Path folder) {
  static final String INSERT = "INSERT INTO customers VALUES (2)";

  static ProductionFile create(Path folder) throws SQLException, IOException {
    ProductionFile file = new ProductionFile(folder);
    Files.writeString(
        file.policy(),
        """
        guard: 1
        environments:
          production: { level: protected, match: [ { engine: h2 } ] }
        """);
    try (Connection connection = DriverManager.getConnection(file.url(), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE customers (id integer); INSERT INTO customers VALUES (1)");
    }
    return file;
  }

  String url() {
    return "jdbc:h2:file:" + folder.resolve("shop");
  }

  String guardedUrl() {
    return url().replaceFirst("jdbc:", "jdbc:guard:");
  }

  Path policy() {
    return folder.resolve("guard.yaml");
  }

  /** The settings that every test needs. */
  Map<String, String> settings() {
    return Map.of(
        "guard.policy", policy().toString(),
        "guard.audit", folder.resolve("audit.jsonl").toString());
  }

  /** How many customers there are, without the guard. */
  int customers() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "sa", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM customers")) {
      row.next();
      return row.getInt(1);
    }
  }
}
