package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.ProcessTraits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The traits of the process that the driver runs in, found when first asked for. Thread-safe. */
final class ThisProcess implements Supplier<ProcessTraits> {
  private static final List<String> HOST_NAME_FILES =
      List.of("proc/sys/kernel/hostname", "etc/hostname");
  private static final List<String> HOST_NAME_VARIABLES = List.of("COMPUTERNAME", "HOSTNAME");

  private final Map<String, String> environmentVariables;
  private final BooleanSupplier terminal;
  private final Path root;
  private volatile @Nullable ProcessTraits found;

  /**
   * The traits as they are found in these places.
   *
   * @param root the root of the file system
   */
  ThisProcess(Map<String, String> environmentVariables, BooleanSupplier terminal, Path root) {
    this.environmentVariables = environmentVariables;
    this.terminal = terminal;
    this.root = root;
  }

  @Override
  public ProcessTraits get() {
    ProcessTraits traits = found;
    if (traits == null) {
      traits = find(); // twice at worst, and both times the same
      found = traits;
    }
    return traits;
  }

  private ProcessTraits find() {
    return new ProcessTraits(
        environmentVariables,
        hostName(),
        System.getProperty("user.name", ""),
        container(),
        terminal.getAsBoolean());
  }

  /** The kernel knows it best; a variable may be anybody's, and a name service may be slow. */
  private String hostName() {
    for (String file : HOST_NAME_FILES) {
      String name = firstLine(root.resolve(file));
      if (!name.isEmpty()) {
        return name;
      }
    }
    for (String variable : HOST_NAME_VARIABLES) {
      String name = environmentVariables.getOrDefault(variable, "").strip();
      if (!name.isEmpty()) {
        return name;
      }
    }
    return nameByService();
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).strip().lines().findFirst().orElse("").strip();
    } catch (IOException | SecurityException notThere) {
      return "";
    }
  }

  private static String nameByService() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException | SecurityException unknown) {
      return "";
    }
  }

  private Container container() {
    return Arrays.stream(Container.values())
        .filter(kind -> kind.markerFile().filter(this::exists).isPresent())
        .findFirst()
        .orElse(Container.NONE);
  }

  private boolean exists(String absolutePath) {
    return Files.exists(root.resolve(absolutePath.substring(1)));
  }
}
