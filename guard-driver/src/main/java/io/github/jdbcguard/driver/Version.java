package io.github.jdbcguard.driver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** The version of the guard, as the build wrote it down. */
record Version(int major, int minor) {
  static final Version OF_BUILD = read();

  private static Version read() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
      build.load(Objects.requireNonNull(in));
    } catch (IOException | RuntimeException unreadable) {
      return new Version(0, 0);
    }
    String[] parts = build.getProperty("version", "0.0").split("[.-]", -1);
    return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }
}
