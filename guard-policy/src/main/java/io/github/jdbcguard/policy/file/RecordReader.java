package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.AuditSection;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.LedgerPlace;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.file.Attachments.UnavailableException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where, and on which terms, is recorded what happens. */
final class RecordReader {
  private static final long LEAST_ROTATE_BYTES = 64 * 1024;
  private static final Duration LEAST_RETENTION = Duration.ofDays(1);

  /** A parameter that is a secret, or one behind a user's name. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(pass(word|wd|code)?|pwd|secret|token)[0-9]?\\s*="
              + "|//[^/@?;]*:[^/@?;]*@"
              + "|^jdbc:oracle:[a-z0-9]+:[^/@]+/[^@]+@");

  private final Attachments attachments;
  private final Faults faults;

  RecordReader(Attachments attachments, Faults faults) {
    this.attachments = attachments;
    this.faults = faults;
  }

  /** What is said under {@code audit}. */
  AuditSection audit(List<YamlNode.Entry> entries) {
    AuditTerms terms = AuditTerms.DEFAULT;
    Map<AuditSection.Key, Place> places = new EnumMap<>(AuditSection.Key.class);
    for (YamlNode.Entry entry : entries) {
      for (AuditSection.Key key : AuditSection.Key.values()) {
        if (key.id().equals(entry.key().value()) && entry.value() instanceof YamlNode.Scalar said) {
          terms = with(terms, key, said);
          places.put(key, said.place());
        }
      }
    }
    return new AuditSection(terms, places);
  }

  private AuditTerms with(AuditTerms terms, AuditSection.Key key, YamlNode.Scalar said) {
    return switch (key) {
      case SYNC -> new AuditTerms(terms.rotateBytes(), terms.retention(), sync(said));
      case ROTATE -> new AuditTerms(rotateBytes(said), terms.retention(), terms.sync());
      case RETENTION -> new AuditTerms(terms.rotateBytes(), retention(said), terms.sync());
    };
  }

  private static AuditTerms.Sync sync(YamlNode.Scalar said) {
    for (AuditTerms.Sync sync : AuditTerms.Sync.values()) {
      if (sync.id().equals(said.value())) {
        return sync;
      }
    }
    return AuditTerms.DEFAULT.sync();
  }

  private long rotateBytes(YamlNode.Scalar said) {
    long bytes = SizeText.parse(said.value()).orElse(AuditTerms.DEFAULT.rotateBytes());
    if (bytes < LEAST_ROTATE_BYTES) {
      faults.add(
          said.place(),
          "rotate is at least 64kB, and '%s' is less; take more, so that a day is not a thousand files"
              .formatted(said.value()));
    }
    return bytes;
  }

  private Duration retention(YamlNode.Scalar said) {
    Duration retention = DurationText.parse(said.value()).orElse(AuditTerms.DEFAULT.retention());
    if (!retention.isZero() && retention.compareTo(LEAST_RETENTION) < 0) {
      faults.add(
          said.place(),
          "retention is at least 1d, and '%s' is less; 'm' are minutes, write 400d for a year and a month"
              .formatted(said.value()));
    }
    return retention;
  }

  /** What is said under {@code ledger}, in one of these files. */
  LedgerPlace ledger(List<YamlFields> roots) {
    LedgerPlace ledger = LedgerPlace.NONE;
    for (YamlFields root : roots) {
      Optional<YamlNode.Scalar> said = root.scalar("ledger");
      if (said.isPresent() && ledger.named()) {
        faults.add(
            said.get().place(),
            "doubled key 'ledger'; it stands at %s already, keep one".formatted(ledger.place()));
      } else if (said.isPresent()) {
        String written = said.get().value().strip();
        ledger = new LedgerPlace(written, location(said.get(), written), said.get().place());
      }
    }
    return ledger;
  }

  private String location(YamlNode.Scalar said, String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:")) {
      checkUrl(said, lower);
      return "jdbc:" + written.substring("jdbc:".length()); // in the letters that drivers take
    }
    if (lower.contains("://")) {
      faults.add(said.place(), "ledger is a path or a JDBC URL, and this is neither");
      return written;
    }
    try {
      return attachments.place(written);
    } catch (UnavailableException e) {
      faults.add(said.place(), String.valueOf(e.getMessage()));
      return written;
    }
  }

  /** The message does not repeat the URL. */
  private void checkUrl(YamlNode.Scalar said, String url) {
    if (url.startsWith("jdbc:guard:")) {
      faults.add(
          said.place(),
          "the ledger is what the guard itself writes to, so it is not guarded; leave out 'guard:'");
    }
    if (SECRET.matcher(url).find()) {
      faults.add(
          said.place(),
          "the URL of the ledger holds a password, for all who read this file; leave it out, and set GUARD_LEDGER_PASSWORD where it is used");
    }
  }
}
