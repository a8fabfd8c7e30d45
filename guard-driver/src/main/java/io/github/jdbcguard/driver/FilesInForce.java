package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Kind;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.LoadedPolicy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the files on disk said last, for all class loaders of the process: one that had not loaded
 * them notices that they are gone, too. What lies on a class path belongs to its loader, and is not
 * kept here. Thread-safe.
 */
final class FilesInForce {
  /** Whose files must not disappear without a word: a user's own only makes stricter. */
  static final List<Kind> LASTING = List.of(Kind.ORGANISATION, Kind.TEAM);

  private final Map<Search, Layer> lastGood = new ConcurrentHashMap<>();

  /** Which file is looked for: by its name, or upwards from a folder. */
  private record Search(Kind kind, String explicit, Path where) {
    static Search of(Kind kind, PolicyFiles files) {
      return kind == Kind.ORGANISATION
          ? new Search(kind, "", files.organisation())
          : new Search(kind, files.explicit(), files.workingDirectory());
    }
  }

  /** Keeps in mind what is in force now. */
  void remember(PolicyFiles files, LoadedPolicy good) {
    for (Kind kind : LASTING) {
      of(kind, good).stream()
          .filter(layer -> !PolicyFiles.onClassPath(layer))
          .forEach(layer -> lastGood.put(Search.of(kind, files), layer));
    }
  }

  /** What was loaded, with the last good version of each file that is gone. */
  LoadedPolicy withWhatIsGone(PolicyFiles files, LoadedPolicy loaded) {
    List<Layer> layers = new ArrayList<>(loaded.policy().layers());
    for (Kind kind : LASTING) {
      Optional<Layer> before = Optional.ofNullable(lastGood.get(Search.of(kind, files)));
      if (of(kind, loaded).isEmpty() && before.isPresent()) {
        layers.add(before.get());
        layers.removeIf(layer -> kind == Kind.TEAM && layer.kind() == Kind.BUILT_IN);
      }
    }
    return layers.equals(loaded.policy().layers())
        ? loaded
        : new LoadedPolicy(
            new Policy(layers), loaded.considered(), loaded.searched(), loaded.stamps());
  }

  static List<Layer> of(Kind kind, LoadedPolicy loaded) {
    return loaded.policy().layers().stream().filter(layer -> layer.kind() == kind).toList();
  }
}
