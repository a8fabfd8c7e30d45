package io.github.jdbcguard.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/**
 * Listeners on loopback which read a driver's first packet and hang up: so the driver tells where
 * it goes, and tries all that it knows.
 */
@NullMarked
final class LoopbackPorts implements AutoCloseable {

  private static final int PORTS = 3;
  private static final int PATIENCE_MILLIS = 5_000;

  private final Function<byte[], Optional<String>> database;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Endpoint> dialled = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param database what the packet says; empty while it is not complete
   */
  LoopbackPorts(Function<byte[], Optional<String>> database) throws IOException {
    this.database = database;
    for (int i = 0; i < PORTS; i++) {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      listeners.add(listener);
      Thread thread = new Thread(() -> serve(listener), "loopback-" + listener.getLocalPort());
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** One of the ports, as text. */
  String port(Pieces pieces) {
    return String.valueOf(listeners.get(pieces.below(PORTS)).getLocalPort());
  }

  /** Where the driver went; it cannot but fail. */
  List<Endpoint> dialledBy(Driver driver, Differential.Case example) {
    Properties given = new Properties();
    given.setProperty("user", "user");
    given.setProperty("password", "secret");
    given.putAll(example.properties());
    dialled.clear();
    try {
      driver.connect(example.url(), given);
    } catch (SQLException | RuntimeException hungUp) {
      if (dialled.isEmpty()) {
        throw new IllegalArgumentException("refused before it dialled", hungUp);
      }
    }
    return List.copyOf(dialled);
  }

  private void serve(ServerSocket listener) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        dialled.add(new Endpoint("127.0.0.1", listener.getLocalPort(), read(socket)));
      } catch (IOException closedOrSilent) {
        // the driver is told by the closed socket, the test by what is missing
      }
    }
  }

  private String read(Socket socket) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    while (true) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the driver hung up");
      }
      packet.write(next);
      boolean more = socket.getInputStream().available() > 0;
      Optional<String> name = more ? Optional.empty() : database.apply(packet.toByteArray());
      if (name.isPresent()) {
        return name.get();
      }
    }
  }

  @Override
  public void close() {
    for (ServerSocket listener : listeners) {
      try {
        listener.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
