package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Kind;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.LoadedPolicy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import io.github.jdbcguard.policy.review.Finding;
import io.github.jdbcguard.policy.review.PolicyReview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  /** A sample of a very large layer shows what is wrong with it. */
  private static final int MOST_ENTRIES = 100;

  private final FilesInForce filesInForce;
  private final LongSupplier nanoTime;
  private final Executor beside;
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
   * @param filesInForce what is known on other class loaders
   * @param nanoTime as {@link System#nanoTime()}
   * @param beside does what no connection should wait for
   */
  PolicyWatch(FilesInForce filesInForce, LongSupplier nanoTime, Executor beside) {
    this.filesInForce = filesInForce;
    this.nanoTime = nanoTime;
    this.beside = beside;
  }

  /**
   * The policy as it is now, or was a moment ago.
   *
   * @throws InvalidPolicyException where it is invalid, and never was anything else
   */
  PolicyInForce now(Supplier<PolicyFiles> files) throws InvalidPolicyException {
    PolicyInForce known = known();
    return known != null ? known : look(files.get());
  }

  /** The policy as it was a moment ago; null where nobody has looked since. */
  @Nullable PolicyInForce known() {
    Seen known = seen;
    return known != null && fresh(known) ? known.inForce() : null;
  }

  private synchronized PolicyInForce look(PolicyFiles files) throws InvalidPolicyException {
    long now = nanoTime.getAsLong();
    Seen known = seen;
    if (known == null) {
      known = first(files, now);
    } else if (!fresh(known)) {
      known = again(known, files, now);
    }
    seen = known;
    return known.inForce();
  }

  private Seen first(PolicyFiles files, long now) throws InvalidPolicyException {
    LoadedPolicy loaded = files.load();
    LoadedPolicy whole = filesInForce.withWhatIsGone(files, loaded);
    Seen known = new Seen(whole, inForce(whole, List.of()), now);
    List<Fault> gone = gone(whole, loaded);
    return gone.isEmpty() ? good(files, loaded, now) : faulty(known, gone, now);
  }

  private Seen good(PolicyFiles files, LoadedPolicy loaded, long now) {
    filesInForce.remember(files, loaded);
    if (loaded.policy().layers().size() > 1) {
      beside.execute(() -> warn(loaded.policy()));
    }
    return new Seen(loaded, inForce(loaded, List.of()), now);
  }

  private boolean fresh(Seen known) {
    return nanoTime.getAsLong() - known.lookedAt() < INTERVAL;
  }

  private Seen again(Seen before, PolicyFiles files, long now) {
    // Files may have come, and gone again, while only other class loaders looked.
    LoadedPolicy whole = filesInForce.withWhatIsGone(files, before.good());
    Seen known = new Seen(whole, before.inForce(), before.lookedAt());
    boolean valid = known.inForce().faults().isEmpty();
    if (valid && known.equals(before) && files.unchangedSince(known.good())) {
      return new Seen(known.good(), known.inForce(), now);
    }
    try {
      LoadedPolicy loaded = files.load();
      List<Fault> gone = gone(known.good(), loaded);
      if (!gone.isEmpty()) {
        return faulty(known, gone, now);
      }
      if (!valid) {
        LOG.info("the policy is valid again, and in force: {}", loaded.policy().sources());
      }
      return good(files, loaded, now);
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
  private static void warn(Policy policy) {
    List<Finding> ignored = PolicyReview.ofLayers(policy, MOST_ENTRIES);
    ignored.stream()
        .limit(MOST_WARNINGS)
        .forEach(finding -> LOG.warn("{}: {}", finding.place(), finding.message()));
    if (ignored.size() > MOST_WARNINGS) {
      LOG.warn(
          "and {} more; guard check --organisation tells more", ignored.size() - MOST_WARNINGS);
    }
  }

  private static PolicyInForce inForce(LoadedPolicy loaded, List<Fault> faults) {
    return new PolicyInForce(loaded.policy(), loaded.considered(), faults);
  }

  /** The files that are not there any more, and that nothing stands in for. */
  private static List<Fault> gone(LoadedPolicy before, LoadedPolicy now) {
    List<Fault> gone = new ArrayList<>();
    for (Kind kind : FilesInForce.LASTING) {
      List<Layer> earlier = FilesInForce.of(kind, before);
      if (FilesInForce.of(kind, now).isEmpty() && !earlier.isEmpty()) {
        gone.add(
            new Fault(
                new Place(earlier.get(0).source(), 1, 1),
                "the file of the %s is gone; put it back, or start the process again to go on without it"
                    .formatted(kind.id())));
      }
    }
    return gone;
  }
}
