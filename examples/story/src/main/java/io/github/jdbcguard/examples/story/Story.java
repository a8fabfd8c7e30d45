package io.github.jdbcguard.examples.story;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Runs one migration against a laptop, production and staging, with and without the guard, and
 * looks at the databases after each run. Ends with 0 if everything went as told, otherwise with 1.
 */
final class Story {
  private Story() {}

  /**
   * Starts the story.
   *
   * @param arguments the policy, with ports to be filled in; a folder for all that is written
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Teller teller = new Teller(out);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    logTo(folder.resolve("story.log"));
    try {
      tell(teller, new PolicyFile(Path.of(arguments[0])), folder);
    } catch (Deviation e) {
      teller.remark("%nTHIS IS NOT WHAT THE STORY TELLS: %s", String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private static void tell(Teller teller, PolicyFile template, Path folder)
      throws IOException, SQLException {
    teller.remark("Starting two PostgreSQL servers: the laptop's own, and a remote one.");
    Path programs = Files.createDirectories(folder.resolve("postgresql"));
    Audit audit = new Audit(folder.resolve("audit.jsonl"));
    audit.delete();
    try (Server own = Server.start(programs);
        Server remote = Server.start(programs)) {
      Path policy = template.write(folder, own.port(), remote.port());
      System.setProperty("guard.policy", policy.toString());
      System.setProperty("guard.audit", audit.file().toString());
      teller.remark("The policy: %s", template.template());
      teller.remark("with the ports of these servers filled in: %s", policy);
      Chapters chapters = new Chapters(teller, audit, own, remote);
      chapters.tell();
    }
  }

  /** Servers, pool and guard log to a file, so that the story can be read. */
  private static void logTo(Path file) throws IOException {
    LogManager.getLogManager().reset();
    FileHandler handler = new FileHandler(file.toString().replace("%", "%%"));
    handler.setFormatter(new SimpleFormatter());
    Logger.getLogger("").addHandler(handler);
  }
}
