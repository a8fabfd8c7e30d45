package io.github.jdbcguard.examples.springboot.demonstration;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Runs the service on staging and on production. Ends with 0 if staging was changed and production
 * was not touched, otherwise with 1.
 */
final class Demonstration {
  private static final String NAME = "/customers/7/name";

  private final PrintStream out;
  private final Shop shop;
  private final List<String> settings;

  private Demonstration(PrintStream out, Shop shop, List<String> settings) {
    this.out = out;
    this.shop = shop;
    this.settings = settings;
  }

  /**
   * Starts it.
   *
   * @param arguments the policy; a folder for the audit
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    LogManager.getLogManager().reset(); // the server has much to say
    out.println("Starting a PostgreSQL server with the databases of staging and production.");
    List<String> settings =
        List.of(
            "guard.policy=" + arguments[0],
            "guard.audit=" + Path.of(arguments[1], "audit.jsonl"),
            "spring.datasource.username=" + Shop.USER);
    boolean asItShould;
    try (Shop shop = Shop.start()) {
      asItShould = new Demonstration(out, shop, settings).run();
    }
    out.println(
        asItShould
            ? "\nStaging was changed, and production was not touched."
            : "\nTHIS IS NOT WHAT SHOULD HAPPEN.");
    System.exit(asItShould ? 0 : 1);
  }

  private boolean run() throws SQLException, IOException, InterruptedException {
    List<String> before = shop.contents(Stage.PRODUCTION);
    staging("jdbc:guard:@staging:" + shop.url(Stage.STAGING).substring("jdbc:".length()));
    production(shop.url(Stage.PRODUCTION));
    schemaTool(shop.guardedUrl(Stage.PRODUCTION));
    String changed = shop.rows(Stage.STAGING, "SELECT name FROM customers WHERE id = 7").toString();
    return changed.equals("[[Ada]]") && shop.contents(Stage.PRODUCTION).equals(before);
  }

  private void staging(String url) throws IOException, InterruptedException {
    out.printf("%n1. Staging, by its URL%n   %s%n", url);
    try (Service service = Service.start(settings, "spring.datasource.url=" + url)) {
      out.printf("   PUT %s: %s%n", NAME, service.put(NAME, "Ada"));
    }
  }

  private void production(String url) throws IOException, InterruptedException {
    out.printf("%n2. Production, by guard.enabled=true%n   %s%n", url);
    try (Service service =
        Service.start(settings, "spring.datasource.url=" + url, "guard.enabled=true")) {
      out.printf("   GET %s: %s%n", NAME, service.get(NAME));
      out.printf("   PUT %s: %s%n", NAME, service.put(NAME, "Ada"));
      out.printf("   GET /actuator/info: %s%n", service.get("/actuator/info"));
    }
  }

  private void schemaTool(String url) {
    out.printf("%n3. Production, with spring.jpa.hibernate.ddl-auto=create%n   %s%n", url);
    try (Service service =
        Service.start(
            settings, "spring.datasource.url=" + url, "spring.jpa.hibernate.ddl-auto=create")) {
      out.println("   It has started: " + service);
    } catch (RuntimeException e) {
      out.println("   It does not start:");
      rootCause(e).lines().forEach(line -> out.println("   | " + line));
    }
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
