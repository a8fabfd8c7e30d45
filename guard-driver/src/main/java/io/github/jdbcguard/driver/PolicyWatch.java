package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Kind;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.file.LoadedPolicy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import io.github.jdbcguard.policy.review.Finding;
import io.github.jdbcguard.policy.review.PolicyReview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of a policy now and then, and keeps the last version that was valid. A version
 * that is not, or a file that is gone, is told in the log once. Thread-safe.
 */
final class PolicyWatch {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final long INTERVAL = Duration.ofSeconds(2).toNanos();

  private static final int MOST_WARNINGS = 20;

  /** Whose files must not disappear without a word: a user's own only makes stricter. */
  private static final List<Kind> LASTING = List.of(Kind.ORGANISATION, Kind.TEAM);

  private final LongSupplier nanoTime;
  private volatile @Nullable Seen seen;

  /**
   * What is known since the last look.
   *
   * @param good the newest version that was valid
   */
  private record Seen(LoadedPolicy good, PolicyInForce inForce, long lookedAt) {}

  /**
   * Has seen nothing yet.
   *
   * @param nanoTime as {@link System#nanoTime()}
   */
  PolicyWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The policy as it is now, or was a moment ago.
   *
   * @throws InvalidPolicyException where it is invalid, and never was anything else
   */
  PolicyInForce now(PolicyFiles files) throws InvalidPolicyException {
    Seen known = seen;
    return known != null && fresh(known) ? known.inForce() : look(files);
  }

  private synchronized PolicyInForce look(PolicyFiles files) throws InvalidPolicyException {
    long now = nanoTime.getAsLong();
    Seen known = seen;
    if (known == null) {
      LoadedPolicy first = warned(files.load());
      known = new Seen(first, inForce(first, List.of()), now);
    } else if (!fresh(known)) {
      known = again(known, files, now);
    }
    seen = known;
    return known.inForce();
  }

  private boolean fresh(Seen known) {
    return nanoTime.getAsLong() - known.lookedAt() < INTERVAL;
  }

  private static Seen again(Seen known, PolicyFiles files, long now) {
    if (known.inForce().faults().isEmpty() && files.unchangedSince(known.good())) {
      return new Seen(known.good(), known.inForce(), now);
    }
    try {
      LoadedPolicy loaded = files.load();
      List<Fault> gone = gone(known.good(), loaded);
      if (!gone.isEmpty()) {
        return faulty(known, gone, now);
      }
      if (!known.inForce().faults().isEmpty()) {
        LOG.info("the policy is valid again, and in force: {}", loaded.policy().sources());
      }
      return new Seen(warned(loaded), inForce(loaded, List.of()), now);
    } catch (InvalidPolicyException e) {
      return faulty(known, e.faults(), now);
    }
  }

  private static Seen faulty(Seen known, List<Fault> faults, long now) {
    if (known.inForce().faults().equals(faults)) {
      return new Seen(known.good(), known.inForce(), now);
    }
    LOG.error(
        "the policy is invalid: the last valid one stays in force, and protected targets are for reads only until it is corrected: {}",
        faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    return new Seen(known.good(), inForce(known.good(), faults), now);
  }

  /** What a file says in vain because one above it is stricter, for whoever wrote it. */
  private static LoadedPolicy warned(LoadedPolicy loaded) {
    List<Finding> ignored = PolicyReview.ofLayers(loaded.policy());
    ignored.stream()
        .limit(MOST_WARNINGS)
        .forEach(finding -> LOG.warn("{}: {}", finding.place(), finding.message()));
    if (ignored.size() > MOST_WARNINGS) {
      LOG.warn("and {} more; guard check --organisation tells all", ignored.size() - MOST_WARNINGS);
    }
    return loaded;
  }

  private static PolicyInForce inForce(LoadedPolicy loaded, List<Fault> faults) {
    return new PolicyInForce(loaded.policy(), loaded.considered(), faults);
  }

  /** The files that are not there any more, and that nothing stands in for. */
  private static List<Fault> gone(LoadedPolicy before, LoadedPolicy now) {
    List<Fault> gone = new ArrayList<>();
    for (Kind kind : LASTING) {
      List<Layer> earlier = of(kind, before);
      if (of(kind, now).isEmpty() && !earlier.isEmpty()) {
        gone.add(
            new Fault(
                new Place(earlier.get(0).source(), 1, 1),
                "the file of the %s is gone; put it back, or start the process again to go on without it"
                    .formatted(kind.id())));
      }
    }
    return gone;
  }

  private static List<Layer> of(Kind kind, LoadedPolicy loaded) {
    return loaded.policy().layers().stream().filter(layer -> layer.kind() == kind).toList();
  }
}
