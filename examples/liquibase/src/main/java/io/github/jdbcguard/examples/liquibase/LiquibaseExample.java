package io.github.jdbcguard.examples.liquibase;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Runs Liquibase's command line on staging and on production. Ends with 0 if staging was migrated
 * and production was not touched, otherwise with 1.
 */
final class LiquibaseExample {
  private final PrintStream out;
  private final Shop shop;
  private final Path folder;

  private LiquibaseExample(PrintStream out, Shop shop, Path folder) {
    this.out = out;
    this.shop = shop;
    this.folder = folder;
  }

  /**
   * Starts the example.
   *
   * @param arguments the policy; the changelog; a folder for all that is written
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    LogManager.getLogManager().reset();
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    copy(Path.of(arguments[0]), folder.resolve("guard.yaml"));
    copy(Path.of(arguments[1]), folder.resolve("changelog.xml"));
    boolean asItShould;
    try (Shop shop = Shop.start()) {
      asItShould = new LiquibaseExample(out, shop, folder).run();
    }
    out.println(
        asItShould
            ? "\nStaging was migrated, and production was not touched."
            : "\nTHIS IS NOT WHAT SHOULD HAPPEN.");
    System.exit(asItShould ? 0 : 1);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean run() throws IOException, InterruptedException, SQLException {
    String staging = shop.guardedUrl(Stage.STAGING).replace("guard:", "guard:@staging:");
    String production = shop.guardedUrl(Stage.PRODUCTION);
    List<String> before = shop.contents(Stage.PRODUCTION);

    boolean migrated = liquibase(staging, "update") == 0;
    boolean refused = liquibase(production, "update") != 0;

    boolean untouched = shop.contents(Stage.PRODUCTION).equals(before);
    return migrated && refused && untouched;
  }

  private int liquibase(String url, String command) throws IOException, InterruptedException {
    out.printf("%n$ liquibase --url=%s --username=shop %s%n", url, command);
    Tool.Result result =
        Tool.java(
                folder,
                System.getProperty("java.class.path"),
                "liquibase.integration.commandline.LiquibaseCommandLine")
            .with("--show-banner=false", "--analytics-enabled=false")
            .with("--url=" + url, "--username=" + Shop.USER, "--changelog-file=changelog.xml")
            .with(command)
            .run();
    result.output().lines().filter(line -> !line.isBlank()).forEach(out::println);
    out.printf("(exit code %d)%n", result.exit());
    return result.exit();
  }
}
