package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.Reach.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Tries which servers can be reached: opens TCP connections and closes them; sends nothing. */
final class Dialling {
  private static final int MOST_AT_ONCE = 64;

  private final Duration patience;
  private final Map<ServerAddress, List<InetAddress>> resolved = new ConcurrentHashMap<>();
  private final Map<ServerAddress, Outcome> outcomes = new ConcurrentHashMap<>();

  private Dialling(Duration patience) {
    this.patience = patience;
  }

  /** All of them at once, in the order given; what is not known in time gave no answer. */
  static List<Reach> all(List<ServerAddress> addresses, Duration patience) {
    Dialling dialling = new Dialling(patience);
    atOnce(
        addresses,
        address -> {
          dialling.dial(address);
          return address;
        },
        patience);
    return addresses.stream().map(dialling::reach).toList();
  }

  /** Does all of it at once; waits no longer than this, and leaves the rest behind. */
  static <T, R> void atOnce(List<T> all, Function<T, R> task, Duration patience) {
    if (all.isEmpty()) {
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(all.size(), MOST_AT_ONCE),
            work -> {
              Thread thread = new Thread(work, "guard-doctor");
              thread.setDaemon(true);
              return thread;
            });
    List<Callable<R>> tasks = new ArrayList<>();
    all.forEach(one -> tasks.add(() -> task.apply(one)));
    try {
      pool.invokeAll(tasks, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }

  private Reach reach(ServerAddress address) {
    return new Reach(
        address,
        outcomes.getOrDefault(address, Outcome.NO_ANSWER),
        resolved.getOrDefault(address, List.of()));
  }

  private void dial(ServerAddress address) {
    try {
      List<InetAddress> found = List.of(InetAddress.getAllByName(address.host()));
      resolved.put(address, found);
      Outcome outcome = Outcome.NO_ANSWER;
      for (InetAddress one : found) {
        outcome = dial(one, address.port());
        if (outcome == Outcome.REACHED) {
          break;
        }
      }
      outcomes.put(address, outcome);
    } catch (UnknownHostException e) {
      outcomes.put(address, Outcome.UNKNOWN_HOST);
    }
  }

  private Outcome dial(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
      return Outcome.REACHED;
    } catch (ConnectException e) {
      return Outcome.REFUSED;
    } catch (IOException e) {
      return Outcome.NO_ANSWER;
    }
  }
}
