package io.github.jdbcguard.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClerkDeskTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Clerk.Report REPORT = new Clerk.Report(List.of("t"), Set.of());

  private final ClerkDesk desk = new ClerkDesk();

  @Test
  void handsBackTheReport() {
    assertThat(desk.hand(task(() -> REPORT), LONG)).isEqualTo(REPORT);
  }

  @Test
  void stopsWhatTakesTooLongAndServesTheNext() {
    Stubborn stubborn = new Stubborn();

    assertThat(desk.hand(stubborn, Duration.ofMillis(50))).isSameAs(Clerk.Report.NONE);
    assertThat(desk.hand(task(() -> REPORT), LONG)).isEqualTo(REPORT);
    assertThat(stubborn.stopped.getCount()).isZero();
  }

  @Test
  void stopsTheParserInTheMiddleOfAText() {
    String slow = "select " + "f(1, 2) + ".repeat(200_000) + "1 from t";

    long start = System.nanoTime();
    Clerk.Report late =
        desk.hand(new ClerkReading(Dialect.POSTGRESQL, slow), Duration.ofMillis(200));
    Clerk.Report next = desk.hand(new ClerkReading(Dialect.POSTGRESQL, "select 1 from t"), LONG);
    Duration both = Duration.ofNanos(System.nanoTime() - start);

    assertThat(late).isSameAs(Clerk.Report.NONE);
    assertThat(next).isEqualTo(REPORT);
    assertThat(both).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void reportsNothingWhereTheParserFails() {
    assertThat(desk.hand(failing(new StackOverflowError()), LONG)).isSameAs(Clerk.Report.NONE);
    assertThat(desk.hand(failing(new IllegalStateException()), LONG)).isSameAs(Clerk.Report.NONE);
    assertThat(desk.hand(failing(new NoClassDefFoundError()), LONG)).isSameAs(Clerk.Report.NONE);
    assertThat(desk.hand(task(() -> REPORT), LONG)).isEqualTo(REPORT);
  }

  @Test
  void doesNotHideThatMemoryIsOut() {
    OutOfMemoryError error = new OutOfMemoryError("made up");

    assertThatThrownBy(() -> desk.hand(failing(error), LONG)).isSameAs(error);
  }

  @Test
  void reportsNothingWhereTooManyWait() throws InterruptedException {
    Stubborn stubborn = new Stubborn();
    Thread first = new Thread(() -> desk.hand(stubborn, LONG));
    first.start();
    stubborn.started.await();
    Duration brief = Duration.ofMillis(1);
    for (int i = 0; i < 40; i++) {
      assertThat(desk.hand(task(() -> REPORT), brief)).isSameAs(Clerk.Report.NONE);
    }

    stubborn.stop();
    first.join();

    assertThat(desk.hand(task(() -> REPORT), LONG)).isEqualTo(REPORT);
  }

  @Test
  void waitsThroughAnInterruptAndKeepsIt() {
    Thread.currentThread().interrupt();

    Clerk.Report report = desk.hand(task(() -> REPORT), LONG);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report).isEqualTo(REPORT);
  }

  @Test
  void worksOnADaemonThatKnowsNothingOfTheCaller() {
    AtomicReference<String> worker = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();
    ClassLoader ours = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new ClassLoader(ours) {});
    try {
      desk.hand(
          task(
              () -> {
                worker.set(
                    Thread.currentThread().getName()
                        + " daemon="
                        + Thread.currentThread().isDaemon());
                loader.set(Thread.currentThread().getContextClassLoader());
                return REPORT;
              }),
          LONG);
    } finally {
      Thread.currentThread().setContextClassLoader(ours);
    }

    assertThat(worker).hasValue("guard-clerk daemon=true");
    assertThat(loader).hasValue(ClerkDesk.class.getClassLoader());
  }

  private static ClerkDesk.Task failing(Throwable failure) {
    return task(
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        });
  }

  private static ClerkDesk.Task task(Callable<Clerk.Report> work) {
    return new ClerkDesk.Task() {
      @Override
      public Clerk.Report call() throws Exception {
        return work.call();
      }

      @Override
      public void stop() {}
    };
  }

  /** Deaf to interrupts, as a parser is: only {@link #stop} ends it. */
  private static final class Stubborn implements ClerkDesk.Task {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Clerk.Report call() {
      started.countDown();
      while (stopped.getCount() > 0) {
        Thread.onSpinWait();
      }
      return REPORT;
    }

    @Override
    public void stop() {
      stopped.countDown();
    }
  }
}
