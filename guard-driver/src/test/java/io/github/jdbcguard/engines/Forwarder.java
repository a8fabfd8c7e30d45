package io.github.jdbcguard.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tunnel on loopback to another port on loopback. Counts round trips: how often the client spoke
 * after the server had.
 */
public final class Forwarder implements AutoCloseable {
  private final ServerSocket listener;
  private final int port;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicBoolean serverSpoke = new AtomicBoolean(true);

  private Forwarder(ServerSocket listener, int port) {
    this.listener = listener;
    this.port = port;
  }

  /** Forwards to this port until it is closed. */
  public static Forwarder to(int port) throws IOException {
    Forwarder forwarder =
        new Forwarder(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    start(forwarder::accept);
    return forwarder;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** So far. */
  public int roundTrips() {
    return roundTrips.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        start(() -> pump(client, server, true));
        start(() -> pump(server, client, false));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void pump(Socket from, Socket to, boolean fromClient) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count(fromClient);
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void count(boolean fromClient) {
    if (!fromClient) {
      serverSpoke.set(true);
    } else if (serverSpoke.getAndSet(false)) {
      roundTrips.incrementAndGet();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "forwarder");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
