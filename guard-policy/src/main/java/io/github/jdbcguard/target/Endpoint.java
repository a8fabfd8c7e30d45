package io.github.jdbcguard.target;

/**
 * One place that a connection may end up at.
 *
 * @param host in canonical spelling: lower case, no trailing dot, no brackets; empty where the
 *     database runs inside this process
 * @param port 0 where the database runs inside this process, and where it is found out while
 *     connecting
 * @param database with its case; empty where the URL names none. In process: {@code mem:name},
 *     {@code :memory:} or the absolute path
 */
public record Endpoint(String host, int port, String database) {

  public Endpoint {
    if (host.isEmpty() ? port != 0 : port < 0 || port > 65535) {
      throw new IllegalArgumentException("no port of '%s': %d".formatted(host, port));
    }
  }

  public static Endpoint inProcess(String database) {
    return new Endpoint("", 0, database);
  }

  /** No network lies between this process and the database. */
  public boolean inProcess() {
    return host.isEmpty();
  }

  /** Whether only connecting tells the port. */
  public boolean portUnknown() {
    return !inProcess() && port == 0;
  }

  /** As messages show it: {@code db.example.com:5432/shop}. */
  @Override
  public String toString() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return inProcess() ? database : name + (port == 0 ? "" : ":" + port) + "/" + database;
  }
}
