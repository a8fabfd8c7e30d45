package io.github.jdbcguard.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An audit file that is full, beside the one that is written: {@code
 * audit.jsonl.000000012345-20261123T173425Z}.
 *
 * @param seq of its last line
 * @param time when it was full
 */
record Rotation(Path file, long seq, Instant time) {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final Pattern SUFFIX = Pattern.compile("(\\d{12,18})-(\\d{8}T\\d{6}Z)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  /** How the file is to be called, once it is full. */
  static Rotation of(Path current, long seq, Instant time) {
    String suffix = "%012d-%s".formatted(seq, TIME.format(time.atOffset(ZoneOffset.UTC)));
    return new Rotation(current.resolveSibling(current.getFileName() + "." + suffix), seq, time);
  }

  /** What a name says; empty where it is none of ours. */
  static Optional<Rotation> parse(Path current, Path file) {
    String prefix = current.getFileName() + ".";
    String name = String.valueOf(file.getFileName());
    Matcher matcher =
        SUFFIX.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Instant time = LocalDateTime.parse(matcher.group(2), TIME).toInstant(ZoneOffset.UTC);
      return Optional.of(new Rotation(file, Long.parseLong(matcher.group(1)), time));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The file that was written when a file got its name; itself where it has none of ours. */
  static Path current(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    Path current = dot < 1 ? file : file.resolveSibling(name.substring(0, dot));
    return parse(current, file).isPresent() ? current : file;
  }

  /** All that are there, the oldest first. */
  static List<Rotation> besides(Path current) throws IOException {
    Path folder = current.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> parse(current, file).stream())
          .sorted(Comparator.comparingLong(Rotation::seq).thenComparing(Rotation::time))
          .toList();
    }
  }

  /** Deletes those that are older than they have to be kept; what is not deleted stays. */
  static void retain(Path current, Duration retention, Instant now) {
    if (retention.isZero()) {
      return;
    }
    try {
      for (Rotation old : besides(current)) {
        if (old.time.isBefore(now.minus(retention))) {
          Files.deleteIfExists(old.file);
        }
      }
    } catch (IOException e) {
      LOG.warn("old audit files beside {} could not be deleted: {}", current, e.toString());
    }
  }
}
