package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.BuiltInDefaults;
import io.github.jdbcguard.policy.Defaults.Choice;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Kind;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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

  /** Found like the right name, and then refused, so that it does not protect nothing silently. */
  private static final String MISNAMED = "guard.yml";

  private static final String ON_CLASS_PATH = "META-INF/guard/guard.yaml";
  private static final String CLASS_PATH_SOURCE = "classpath:" + ON_CLASS_PATH;

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
  public LoadedPolicy load() throws InvalidPolicyException {
    Load load = new Load();
    load.optional(Kind.ORGANISATION, organisation);
    load.team();
    load.optional(Kind.USER, user);
    return load.result();
  }

  /** Whether loading now would find the same files, unchanged. */
  public boolean unchangedSince(LoadedPolicy loaded) {
    Load search = new Load();
    search.findTeamFile();
    return loaded.searched().equals(search.searched)
        && loaded.stamps().stream().allMatch(FileStamp::holds);
  }

  /** Whether a layer was read from the class path, and not from a file. */
  public static boolean onClassPath(Layer layer) {
    return layer.source().equals(CLASS_PATH_SOURCE);
  }

  /**
   * Reads one file, whatever its name, with what it includes.
   *
   * @param source what messages call it
   */
  public static Layer read(Kind kind, String source, Path file) throws InvalidPolicyException {
    return read(kind, source, file, Set.of(), reading -> {});
  }

  private static Layer read(
      Kind kind, String source, Path file, Set<ClassLoader> classPath, Consumer<Path> reading)
      throws InvalidPolicyException {
    String text = FileText.text(source, FileText.bytes(source, file));
    Path folder = file.toAbsolutePath().normalize().getParent();
    return PolicyReader.read(
        kind,
        source,
        text,
        new FileAttachments(folder == null ? file : folder, classPath, reading));
  }

  /** What messages call a file: its path from here. */
  private String shown(Path file) {
    boolean below = file.normalize().startsWith(workingDirectory.normalize());
    Path path = below ? workingDirectory.normalize().relativize(file.normalize()) : shortest(file);
    return (path.toString().isEmpty() ? file : path).toString();
  }

  /** Without detours, unless links make the detour lead elsewhere. */
  private static Path shortest(Path file) {
    Path normalized = file.normalize();
    try {
      return Files.isSameFile(file, normalized) ? normalized : file;
    } catch (IOException e) {
      return file;
    }
  }

  /** Whether there is anything by this name, be it a link that leads nowhere. */
  private static boolean present(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !Files.notExists(file);
  }

  /** One run through the files. */
  private final class Load {
    private final List<Layer> layers = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /** What was looked at, and what came of it. */
    private final Map<String, String> considered = new LinkedHashMap<>();

    private final List<Path> searched = new ArrayList<>();

    /** What each file was like before it was read: a change while it is read is seen next time. */
    private final Map<Path, FileStamp> stamps = new LinkedHashMap<>();

    private void stamp(Path file) {
      stamps.computeIfAbsent(file, FileStamp::of);
    }

    void optional(Kind kind, Path file) {
      stamp(file);
      if (present(file)) {
        file(kind, file, "of the " + kind.id());
      } else {
        considered.put(file.toString(), "not there");
      }
    }

    private void file(Kind kind, Path file, String why) {
      considered.put(shown(file), why);
      stamp(file);
      try {
        layers.add(PolicyFiles.read(kind, shown(file), file, classPath, this::stamp));
      } catch (InvalidPolicyException e) {
        faults.addAll(e.faults());
      }
    }

    void team() {
      List<Path> found = findTeamFile();
      if (!found.isEmpty()) {
        Path file = found.get(0);
        if (explicit.isEmpty() && file.endsWith(MISNAMED)) {
          faults.add(
              new Fault(
                  new Place(file.toString(), 1, 1),
                  "the policy is looked for as guard.yaml; rename the file"));
        } else {
          file(Kind.TEAM, file, explicit.isEmpty() ? "the nearest of the team" : "as set");
        }
        return;
      }
      int before = layers.size() + faults.size();
      Set<String> seen = new HashSet<>();
      for (ClassLoader loader : classPath) {
        URL resource = loader.getResource(ON_CLASS_PATH);
        if (resource != null && seen.add(resource.toString())) {
          resource(resource);
        }
      }
      if (layers.size() + faults.size() == before) {
        considered.put(CLASS_PATH_SOURCE, "not there");
        layers.add(BuiltInDefaults.LAYER);
        considered.put(BuiltInDefaults.LAYER.source(), "because there is no team file");
      }
    }

    /** The file that is named or nearest; none where there is none on disk. */
    List<Path> findTeamFile() {
      if (!explicit.isEmpty()) {
        searched.add(workingDirectory.resolve(explicit));
        return List.copyOf(searched);
      }
      for (Path folder = workingDirectory; folder != null; folder = folder.getParent()) {
        for (String name : List.of("guard.yaml", ".guard/guard.yaml", MISNAMED)) {
          Path file = folder.resolve(name);
          searched.add(file);
          if (present(file)) {
            return List.of(file);
          }
          if (!name.equals(MISNAMED)) {
            considered.put(file.toString(), "not there");
          }
        }
        if (Files.exists(folder.resolve(".git"))) {
          break;
        }
      }
      return List.of();
    }

    /** One layer for each; where class loaders see different files, all of them speak. */
    private void resource(URL resource) {
      String source = CLASS_PATH_SOURCE;
      considered.put(resource.toString(), "of the team, on the class path");
      try (InputStream in = resource.openStream()) {
        byte[] bytes = FileText.bounded(source, in);
        layers.add(
            PolicyReader.read(
                Kind.TEAM,
                source,
                FileText.text(source, bytes),
                new FileAttachments(workingDirectory, classPath, this::stamp)));
      } catch (IOException e) {
        faults.add(new Fault(new Place(source, 1, 1), "not readable: " + e.getMessage()));
      } catch (InvalidPolicyException e) {
        faults.addAll(e.faults());
      }
    }

    LoadedPolicy result() throws InvalidPolicyException {
      boolean withoutTeam = layers.stream().anyMatch(l -> l.kind() == Kind.BUILT_IN);
      for (Layer layer : layers) {
        Place place = layer.defaults().chosen().get(Choice.REFUSE_MISSING_POLICY);
        if (withoutTeam && place != null) {
          faults.add(
              new Fault(
                  place,
                  "there has to be a team file, and none was found from %s upwards; add guard.yaml to the repository, or set guard.policy (GUARD_POLICY)"
                      .formatted(workingDirectory)));
        }
      }
      if (!faults.isEmpty()) {
        throw new InvalidPolicyException(faults);
      }
      return new LoadedPolicy(
          new Policy(layers), considered, searched, List.copyOf(stamps.values()));
    }
  }
}
