package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PolicySourceTest {

  @Test
  void reviewsOnAThreadThatEndsAndKnowsNoClassLoaderOfTheCaller() throws Exception {
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    CompletableFuture<ClassLoader> context = new CompletableFuture<>();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[0], before)) {
      Thread.currentThread().setContextClassLoader(loader);
      PolicySource.oneAtATime()
          .execute(
              () -> {
                context.complete(Thread.currentThread().getContextClassLoader());
                worker.complete(Thread.currentThread());
              });
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    Thread thread = worker.get(10, TimeUnit.SECONDS);
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(context.get()).isSameAs(PolicySource.class.getClassLoader());
  }
}
