package io.github.jdbcguard.policy;

import java.util.Optional;

/**
 * The kind of container that a process runs in, told by a file that its engine leaves there. What
 * runs in Kubernetes is told by a variable instead.
 */
public enum Container {
  NONE,
  DOCKER,
  PODMAN;

  /** The file that gives it away, by its absolute path. */
  public Optional<String> markerFile() {
    return switch (this) {
      case NONE -> Optional.empty();
      case DOCKER -> Optional.of("/.dockerenv");
      case PODMAN -> Optional.of("/run/.containerenv");
    };
  }
}
