package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditFinding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files of an audit one after the other. Used by one thread. */
final class FileCheck {
  private final Findings findings;
  private final ChainCheck chain;
  private final Pending pending = new Pending();
  private String from = "";
  private String to = "";

  private Path file = Path.of("");
  private Optional<RawLine> torn = Optional.empty();
  private long notChained;
  private boolean chained;

  FileCheck(Findings findings, ChainCheck chain) {
    this.findings = findings;
    this.chain = chain;
  }

  /** Reads a file; what is torn at its end is left for {@link #end}. */
  void read(Path path) throws IOException {
    unexplained();
    file = path;
    notChained = 0;
    chained = false;
    chain.file();
    try (RawLines lines = new RawLines(path)) {
      for (Optional<RawLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        read(line.get());
      }
      lines.rest().ifPresent(this::read);
    }
    if (notChained > 0) {
      findings.add(
          Kind.NOT_CHAINED,
          path,
          1,
          0,
          "the first %d lines are of format 1 and not chained: nobody can tell whether they were changed"
              .formatted(notChained));
    }
  }

  private void read(RawLine raw) {
    Optional<AuditRecord> parsed = AuditRecord.parse(raw.text());
    if (parsed.isEmpty()) {
      unexplained();
      torn = Optional.of(raw);
      return;
    }
    AuditRecord line = parsed.get();
    if (line.number("v") == ChainFormat.VERSION && line.number("seq") > 0) {
      explain(raw, line);
      from = from.isEmpty() ? line.text("time") : from;
      to = line.text("time");
      chained = true;
      chain.read(file, raw, line);
      pending.read(file, raw.number(), line);
    } else if (line.number("v") == 1 && !chained) {
      notChained++;
    } else {
      findings.add(
          Kind.INSERTED,
          file,
          raw.number(),
          0,
          "the line is no part of the chain: an earlier version of the guard wrote it, or somebody else");
    }
  }

  /** The writer that found a torn line says so in the next line, but for the first of the file. */
  private void explain(RawLine raw, AuditRecord line) {
    String event = line.text("event");
    if (event.equals("torn")) {
      noted(raw, line);
    } else if (!event.equals("opened")) {
      unexplained();
    }
  }

  private void noted(RawLine raw, AuditRecord line) {
    long bytes = line.number("bytes");
    if (torn.isPresent() && torn.get().length() == bytes) {
      findings.add(
          Kind.TORN_BY_A_KILL,
          file,
          torn.get().number(),
          0,
          "a torn line of %d bytes: a process ended while it wrote; seq %d says so"
              .formatted(bytes, line.number("seq")));
    } else {
      findings.add(
          Kind.TORN,
          file,
          raw.number(),
          line.number("seq"),
          "a torn line of %d bytes was before this one, and is not any more".formatted(bytes));
    }
    torn = Optional.empty();
  }

  private void unexplained() {
    torn.ifPresent(
        line ->
            findings.add(
                Kind.TORN,
                file,
                line.number(),
                0,
                "%d bytes are no line of the audit, and no line says why"
                    .formatted(line.length())));
    torn = Optional.empty();
  }

  /**
   * The end of the last file.
   *
   * @param known whether it is known that all lines that were finished are here
   */
  long end(boolean known) {
    if (known && torn.filter(line -> !line.ended()).isPresent()) {
      findings.add(
          Kind.TORN_BY_A_KILL,
          file,
          torn.get().number(),
          0,
          "a torn line of %d bytes at the end: a process ended while it wrote, or writes just now"
              .formatted(torn.get().length()));
    } else {
      unexplained();
    }
    chain.end();
    return pending.tell(findings);
  }

  String from() {
    return from;
  }

  String to() {
    return to;
  }
}
