package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Layer.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and reads the files that a policy consists of.
 *
 * @param explicit the team file that a setting names; empty where it is to be searched for
 * @param workingDirectory where the search for the team file starts
 * @param organisation where the organisation's file would be
 * @param user where the user's file would be
 * @param classPath where {@value #ON_CLASS_PATH} is looked for
 */
public record PolicyFiles(
    String explicit,
    Path workingDirectory,
    Path organisation,
    Path user,
    Set<ClassLoader> classPath) {

  /** The largest file that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  /** Found like the right name, and then refused, so that it does not protect nothing silently. */
  private static final String MISNAMED = "guard.yml";

  private static final String ON_CLASS_PATH = "META-INF/guard/guard.yaml";

  /** The files as they lie for this process. */
  public static PolicyFiles ofThisProcess(String explicit, Set<ClassLoader> classPath) {
    return new PolicyFiles(
        explicit,
        Path.of("").toAbsolutePath(),
        Path.of("/etc/guard/guard.yaml"),
        Path.of(System.getProperty("user.home", "")).resolve(".config/guard/guard.yaml"),
        classPath);
  }

  /**
   * Reads everything that is there; the built-in defaults stand in for a missing team file.
   *
   * @throws InvalidPolicyException with every fault of every file, and where a named file is
   *     missing
   */
  public Policy load() throws InvalidPolicyException {
    List<Layer> layers = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    if (present(organisation)) {
      add(layers, faults, () -> read(Kind.ORGANISATION, organisation));
    }
    try {
      layers.addAll(team());
    } catch (InvalidPolicyException e) {
      faults.addAll(e.faults());
    }
    if (present(user)) {
      add(layers, faults, () -> read(Kind.USER, user));
    }
    if (!faults.isEmpty()) {
      throw new InvalidPolicyException(faults);
    }
    return new Policy(layers);
  }

  /** The team file that the search finds; empty where there is none on disk. */
  public Optional<Path> teamFile() {
    if (!explicit.isEmpty()) {
      return Optional.of(workingDirectory.resolve(explicit));
    }
    for (Path folder = workingDirectory; folder != null; folder = folder.getParent()) {
      for (String name : List.of("guard.yaml", ".guard/guard.yaml", MISNAMED)) {
        if (present(folder.resolve(name))) {
          return Optional.of(folder.resolve(name));
        }
      }
      if (Files.exists(folder.resolve(".git"))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Reads one file, whatever its name; messages call it by its path from here. */
  private Layer read(Kind kind, Path file) throws InvalidPolicyException {
    boolean below = file.normalize().startsWith(workingDirectory.normalize());
    Path shown = below ? workingDirectory.normalize().relativize(file.normalize()) : file;
    return read(kind, (shown.toString().isEmpty() ? file : shown).toString(), file);
  }

  /**
   * Reads one file, whatever its name.
   *
   * @param source what messages call it
   */
  public static Layer read(Kind kind, String source, Path file) throws InvalidPolicyException {
    return PolicyReader.read(kind, source, text(source, bytes(source, file)));
  }

  /** One layer; several where class loaders see different files, and then all of them speak. */
  private List<Layer> team() throws InvalidPolicyException {
    Optional<Path> file = teamFile();
    if (file.isPresent()) {
      if (explicit.isEmpty() && file.get().endsWith(MISNAMED)) {
        throw fault(
            file.get().toString(), "the policy is looked for as guard.yaml; rename the file");
      }
      return List.of(read(Kind.TEAM, file.get()));
    }
    List<Layer> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ClassLoader loader : classPath) {
      URL resource = loader.getResource(ON_CLASS_PATH);
      if (resource != null && seen.add(resource.toString())) {
        found.add(read(resource));
      }
    }
    return found.isEmpty() ? List.of(BuiltInDefaults.LAYER) : found;
  }

  private static Layer read(URL resource) throws InvalidPolicyException {
    String source = "classpath:" + ON_CLASS_PATH;
    try (InputStream in = resource.openStream()) {
      return PolicyReader.read(Kind.TEAM, source, text(source, bounded(source, in)));
    } catch (IOException e) {
      throw fault(source, "not readable: " + e.getMessage());
    }
  }

  private static byte[] bytes(String source, Path file) throws InvalidPolicyException {
    if (Files.isDirectory(file)) {
      throw fault(source, "is a directory; name the file in it, or move the directory away");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return bounded(source, in);
    } catch (NoSuchFileException e) {
      throw fault(source, "there is no such file; correct the path (guard.policy, GUARD_POLICY)");
    } catch (AccessDeniedException e) {
      throw fault(
          source,
          "not readable for this user; give '%s' the right to read it"
              .formatted(System.getProperty("user.name", "the user")));
    } catch (IOException e) {
      throw fault(source, "not readable: " + e.getMessage());
    }
  }

  private static byte[] bounded(String source, InputStream in)
      throws IOException, InvalidPolicyException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw fault(
          source,
          "larger than %d KiB, which no policy is; is this the right file?"
              .formatted(MAX_BYTES >> 10));
    }
    return bytes;
  }

  private static String text(String source, byte[] bytes) throws InvalidPolicyException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw fault(source, "not a text file in UTF-8; is this the right file?");
    }
  }

  private static InvalidPolicyException fault(String source, String message) {
    return new InvalidPolicyException(List.of(new Fault(new Place(source, 1, 1), message)));
  }

  /** Whether there is anything by this name, be it a link that leads nowhere. */
  private static boolean present(Path file) {
    return Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) || !Files.notExists(file);
  }

  private static void add(List<Layer> layers, List<Fault> faults, Loading loading) {
    try {
      layers.add(loading.load());
    } catch (InvalidPolicyException e) {
      faults.addAll(e.faults());
    }
  }

  @FunctionalInterface
  private interface Loading {
    Layer load() throws InvalidPolicyException;
  }
}
