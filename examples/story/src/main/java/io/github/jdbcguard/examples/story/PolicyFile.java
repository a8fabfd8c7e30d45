package io.github.jdbcguard.examples.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The story's guard.yaml, in which two ports stand for those that are free at the time. */
record PolicyFile(Path template) {
  private static final String LAPTOP = "port: 15432";
  private static final String REMOTE = "port: 25432";

  /** Writes the policy with the ports of the day. */
  Path write(Path folder, int laptopPort, int remotePort) throws IOException {
    String text = Files.readString(template);
    Expect.that(template + " has " + LAPTOP, text.contains(LAPTOP), "not in it");
    Expect.that(template + " has " + REMOTE, text.contains(REMOTE), "not in it");
    return Files.writeString(
        folder.resolve("guard.yaml"),
        text.replace(LAPTOP, "port: " + laptopPort).replace(REMOTE, "port: " + remotePort));
  }
}
