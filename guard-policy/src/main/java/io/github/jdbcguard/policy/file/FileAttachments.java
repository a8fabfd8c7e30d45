package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.InvalidPolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/** Fetches what a policy file names from its folder and from the class path. */
final class FileAttachments implements Attachments {
  private final Path folder;
  private final Set<ClassLoader> classPath;
  private final Consumer<Path> reading;

  /**
   * Fetches for a policy file.
   *
   * @param folder where it lies
   * @param reading is told of each file before it is read
   */
  FileAttachments(Path folder, Set<ClassLoader> classPath, Consumer<Path> reading) {
    this.folder = folder;
    this.classPath = classPath;
    this.reading = reading;
  }

  @Override
  public byte[] file(String path) throws UnavailableException {
    try {
      Path file = folder.resolve(path);
      reading.accept(file);
      if (Files.notExists(file)) {
        throw new UnavailableException(
            "there is no file '%s' in %s; correct the path".formatted(path, folder));
      }
      return FileText.bytes(path, file);
    } catch (InvalidPolicyException e) {
      throw new UnavailableException("'%s': %s".formatted(path, e.faults().get(0).message()));
    } catch (InvalidPathException e) {
      throw new UnavailableException("'%s' is no path".formatted(path));
    }
  }

  @Override
  public byte[] resource(String name) throws UnavailableException {
    for (ClassLoader loader : classPath) {
      URL resource = loader.getResource(name);
      if (resource != null) {
        return bytes(name, resource);
      }
    }
    throw new UnavailableException("'%s' is not on the class path of this process".formatted(name));
  }

  @Override
  public String place(String path) throws UnavailableException {
    try {
      return folder.resolve(path).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw new UnavailableException("'%s' is no path".formatted(path));
    }
  }

  private static byte[] bytes(String name, URL resource) throws UnavailableException {
    try (InputStream in = resource.openStream()) {
      return FileText.bounded(name, in);
    } catch (InvalidPolicyException e) {
      throw new UnavailableException("'%s': %s".formatted(name, e.faults().get(0).message()));
    } catch (IOException e) {
      throw new UnavailableException("'%s' is not readable: %s".formatted(name, e.getMessage()));
    }
  }
}
