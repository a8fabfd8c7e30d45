package io.github.jdbcguard.confirm;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the codes are for that were printed on this machine: a file each, for the owner alone, which
 * holds digests and no statement. Without it a code still fits its one statement; with it, a code
 * may be for many, and one that does not fit can be explained. Thread-safe, across processes too.
 *
 * @param folder made when it is needed; null where nothing is to be kept
 */
public record IssuedCodes(@Nullable Path folder) {
  private static final String FORMAT = "guard-code-1";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int TERMS = 7;

  /** Old ones are looked for once in a process. */
  private static final AtomicBoolean PRUNED = new AtomicBoolean();

  /** Where they are kept if nobody says otherwise: under the user's own state folder. */
  public static IssuedCodes inHome() {
    return new IssuedCodes(
        Path.of(System.getProperty("user.home", "."), ".local", "state", "guard", "codes"));
  }

  /** For what asks nothing of this machine. */
  public static IssuedCodes none() {
    return new IssuedCodes(null);
  }

  /**
   * What a code is for.
   *
   * @param statements by their {@link StatementDigest}
   */
  public record Issued(CodeTerms terms, Set<String> statements) {
    public Issued {
      statements = Set.copyOf(statements);
    }

    /** The code itself. */
    public ConfirmationCode code() {
      return ConfirmationCode.of(terms, statements);
    }
  }

  /** What this code is for; empty where it was not printed here, or longer ago than a week. */
  public Optional<Issued> find(String code) {
    Path place = folder;
    if (place == null || !ConfirmationCode.isOne(code)) {
      return Optional.empty();
    }
    try {
      return parse(Files.readAllLines(place.resolve(code), StandardCharsets.UTF_8))
          .filter(issued -> issued.code().text().equals(code));
    } catch (IOException | SecurityException notThere) {
      return Optional.empty();
    }
  }

  /** Keeps what a code is for; tells whether that was possible. */
  public boolean remember(Issued issued) {
    Path place = folder;
    if (place == null) {
      return false;
    }
    Path file = place.resolve(issued.code().text());
    if (Files.exists(file)) {
      return true;
    }
    try {
      OwnerOnly.makeFolder(place);
      if (PRUNED.compareAndSet(false, true)) {
        forgetOld(place);
      }
      Path draft = OwnerOnly.makeDraft(place);
      try {
        Files.write(draft, lines(issued), StandardCharsets.UTF_8);
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      return true;
    } catch (IOException | SecurityException notPossible) {
      return false;
    }
  }

  private static void forgetOld(Path folder) throws IOException {
    FileTime oldest = FileTime.fromMillis(System.currentTimeMillis() - KEPT.toMillis());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static List<String> lines(Issued issued) {
    return Stream.of(
            Stream.of(FORMAT),
            issued.terms().texts().stream()
                .map(text -> "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)),
            new TreeSet<>(issued.statements()).stream())
        .flatMap(line -> line)
        .toList();
  }

  private static Optional<Issued> parse(List<String> lines) {
    if (lines.size() < 1 + TERMS || !lines.get(0).equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      String[] terms =
          lines.subList(1, 1 + TERMS).stream()
              .map(line -> URLDecoder.decode(line.substring(1), StandardCharsets.UTF_8))
              .toArray(String[]::new);
      return Optional.of(
          new Issued(
              new CodeTerms(
                  terms[0],
                  terms[1],
                  terms[2],
                  terms[3],
                  terms[4],
                  terms[5],
                  LocalDate.parse(terms[6])),
              lines.subList(1 + TERMS, lines.size()).stream().collect(Collectors.toSet())));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }
}
