package io.github.jdbcguard.sql;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one worker that parses: bounded in time, queue and stack, and gone when there is no work. */
final class ClerkDesk {
  private static final int MAX_WAITING = 16;
  private static final long IDLE_SECONDS = 10;

  /** Trees are parsed and walked by recursion; {@link Clerk} bounds how deep they get. */
  private static final long STACK_BYTES = 16L << 20;

  private final ThreadPoolExecutor worker;

  ClerkDesk() {
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            ClerkDesk::thread);
    worker.allowCoreThreadTimeOut(true);
  }

  /** Something to read, which can be told to give up. */
  interface Task extends Callable<Clerk.Report> {
    void stop();
  }

  /** The task's report; empty if it fails, takes too long, or too many others wait. */
  Clerk.Report hand(Task task, Duration limit) {
    Future<Clerk.Report> future;
    try {
      future = worker.submit(task);
    } catch (RejectedExecutionException full) {
      return Clerk.Report.NONE;
    }
    try {
      return await(future, limit);
    } catch (TimeoutException late) {
      task.stop();
      future.cancel(true);
      worker.purge();
      return Clerk.Report.NONE;
    } catch (ExecutionException failed) {
      rethrowIfFatal(failed.getCause());
      return Clerk.Report.NONE;
    }
  }

  /** Waits on through interrupts: what a text is judged to do must not depend on them. */
  private static Clerk.Report await(Future<Clerk.Report> future, Duration limit)
      throws ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A stack that overflows is the text's fault; no memory left is not, and must not be hidden. */
  private static void rethrowIfFatal(@Nullable Throwable cause) {
    if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
      throw error;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "guard-clerk", STACK_BYTES, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClerkDesk.class.getClassLoader()); // not the caller's: it may go
    return thread;
  }
}
