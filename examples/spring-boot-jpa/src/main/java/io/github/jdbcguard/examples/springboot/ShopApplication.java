package io.github.jdbcguard.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. Nothing in its code knows of the guard but {@link Refusals}, which need not be. */
@SpringBootApplication
public class ShopApplication {
  /** Made by Spring. */
  public ShopApplication() {}

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(ShopApplication.class, arguments);
  }
}
