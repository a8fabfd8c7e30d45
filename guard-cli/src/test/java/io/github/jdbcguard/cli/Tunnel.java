package io.github.jdbcguard.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Another port of loopback that leads to a server, as those of ssh do. */
record Tunnel(ServerSocket entrance) implements AutoCloseable {

  static Tunnel to(int port) throws IOException {
    Tunnel tunnel = new Tunnel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    daemon(() -> tunnel.serve(port));
    return tunnel;
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void serve(int port) {
    try {
      while (true) {
        Socket near = entrance.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        daemon(() -> carry(near, far));
        daemon(() -> carry(far, near));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // One side hung up.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
