package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditFinding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether an audit is what was written, and if not, what happened to it. Files are read as a
 * stream, and others may go on writing.
 */
public final class AuditVerifier {
  private static final int TRIES = 5;

  private final Path file;
  private final Optional<ChainHead> anchor;

  private AuditVerifier(Path file, Optional<ChainHead> anchor) {
    this.file = file;
    this.anchor = anchor;
  }

  /** Verifies a file and those before it that lie beside it. */
  public static Verification verify(Path file) throws IOException {
    return new AuditVerifier(file, Optional.empty()).verify();
  }

  /**
   * The same, and that a line is in it which somebody wrote down elsewhere.
   *
   * @param anchor as the log of the application has it
   */
  public static Verification verify(Path file, ChainHead anchor) throws IOException {
    return new AuditVerifier(file, Optional.of(anchor)).verify();
  }

  /** Once more if the file was full while it was read. */
  private Verification verify() throws IOException {
    for (int tries = 1; tries < TRIES; tries++) {
      List<Path> files = files();
      Optional<Object> key = key();
      try {
        Verification verification = verify(files);
        if (key.equals(key()) && files.equals(files())) {
          return verification;
        }
      } catch (NoSuchFileException e) {
        // it was rotated, or deleted as too old
      }
    }
    return verify(files());
  }

  private Optional<Object> key() throws IOException {
    return Files.exists(file) ? Optional.of(OwnFiles.key(file)) : Optional.empty();
  }

  private List<Path> files() throws IOException {
    Path current = Rotation.current(file);
    Optional<Rotation> self = Rotation.parse(current, file);
    List<Path> files = new ArrayList<>();
    for (Rotation full : Rotation.besides(current)) {
      if (self.isEmpty() || full.seq() < self.get().seq()) {
        files.add(full.file());
      }
    }
    if (Files.exists(file) || files.isEmpty()) {
      files.add(file);
    }
    return files;
  }

  private Verification verify(List<Path> files) throws IOException {
    HeadFile.Mark mark = self() ? ChainFile.mark(file) : HeadFile.Mark.NONE;
    Findings findings = new Findings();
    ChainCheck chain = new ChainCheck(findings);
    chain.watch(mark.head().seq());
    anchor.ifPresent(head -> chain.watch(head.seq()));
    FileCheck check = new FileCheck(findings, chain);
    for (Path one : files) {
      check.read(one);
    }
    long end = known(mark);
    long unfinished = check.end(end > 0 && chain.last().seq() >= end);
    compare(chain, mark, findings);
    return new Verification(
        files,
        chain.count(),
        chain.first(),
        chain.last(),
        check.from(),
        check.to(),
        findings.first(files),
        unfinished,
        findings.broken());
  }

  /** Whether it is the file that is written, and not one that is full. */
  private boolean self() {
    return Rotation.current(file).equals(file);
  }

  private long known(HeadFile.Mark mark) {
    return Math.max(mark.head().seq(), anchor.map(ChainHead::seq).orElse(0L));
  }

  private void compare(ChainCheck chain, HeadFile.Mark mark, Findings findings) {
    if (!mark.equals(HeadFile.Mark.NONE)) {
      chain.compare(mark.head(), "'%s'".formatted(HeadFile.beside(file).getFileName()), file);
    } else if (self() && anchor.isEmpty() && chain.count() > 0) {
      findings.add(
          Kind.NO_HEAD,
          file,
          0,
          0,
          "without '%s' nobody sees what was cut off at the end; give an anchor of the log"
              .formatted(HeadFile.beside(file).getFileName()));
    }
    anchor.ifPresent(head -> chain.compare(head, "the anchor", file));
    Rotation.parse(Rotation.current(file), file)
        .filter(full -> full.seq() > chain.last().seq())
        .ifPresent(
            full -> chain.compare(new ChainHead(full.seq(), ""), "the name of the file", file));
  }
}
