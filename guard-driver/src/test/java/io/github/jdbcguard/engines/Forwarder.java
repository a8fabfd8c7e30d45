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
  private volatile Trips last = new Trips();

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

  /** Of the connection that was made last, so far. */
  public int roundTrips() {
    return last.count.get();
  }

  /** What is counted of one connection. */
  private static final class Trips {
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean serverSpoke = new AtomicBoolean(true);

    void clientSpeaks() {
      if (serverSpoke.getAndSet(false)) {
        count.incrementAndGet();
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        Trips trips = new Trips();
        last = trips;
        start(() -> pump(client, server, trips::clientSpeaks));
        start(() -> pump(server, client, () -> trips.serverSpoke.set(true)));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void pump(Socket from, Socket to, Runnable heard) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        heard.run();
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      return;
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
