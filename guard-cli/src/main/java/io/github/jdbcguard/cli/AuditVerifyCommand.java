package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.AuditFinding;
import io.github.jdbcguard.audit.AuditLog;
import io.github.jdbcguard.audit.AuditVerifier;
import io.github.jdbcguard.audit.ChainHead;
import io.github.jdbcguard.audit.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tells whether an audit is what was written. */
@Command(
    name = "verify",
    description = {
      "Tells whether an audit is what was written, and if not, what happened to it: lines that were",
      "edited, deleted, swapped, doubled, inserted or cut off, and statements without an outcome."
    },
    exitCodeList = {
      "0:everything that is here is what was written",
      "1:something was changed or lost; with --strict, or a statement has no outcome",
      "2:there is no such file, or it cannot be read"
    },
    footer = {
      "  guard audit verify",
      "  guard audit verify /var/log/shop/audit.jsonl --strict",
      "  guard audit verify --head 4711:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "",
      "Next: whoever can write the file can write a new chain. The anchors that the driver logs",
      "(logger guard.audit, 'anchor SEQ:HASH') tell, if they are kept elsewhere: give one as --head."
    })
final class AuditVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file; those before it are read as well. The usual one if not given.")
  private @Nullable String name;

  @Option(
      names = "--head",
      paramLabel = "SEQ:HASH",
      description = "An anchor from the log: that line has to be there, with that hash.")
  private @Nullable String head;

  @Option(names = "--strict", description = "Statements without an outcome count as well.")
  private boolean strict;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws IOException {
    Optional<ChainHead> anchor = anchor();
    Path file = file(spec, name);
    Verification verification =
        anchor.isPresent() ? AuditVerifier.verify(file, anchor.get()) : AuditVerifier.verify(file);
    output.print(fields(verification), lines(verification));
    boolean finished = !strict || verification.unfinished() == 0;
    return verification.intact() && finished ? GuardCommand.FINE : GuardCommand.REFUSED;
  }

  /** The file that is meant. */
  static Path file(CommandSpec spec, @Nullable String name) {
    String path = name == null ? AuditLog.inHome().file().toString() : name;
    try {
      return new ExistingFile().convert(path);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<ChainHead> anchor() {
    try {
      return Optional.ofNullable(head).map(ChainHead::parse);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--head: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> fields(Verification verification) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("intact", verification.intact());
    fields.put("files", verification.files());
    fields.put("events", verification.events());
    fields.put("first_seq", verification.first().seq() + 1);
    fields.put("last_seq", verification.last().seq());
    fields.put("from", verification.from());
    fields.put("to", verification.to());
    fields.put("head", verification.last().toString());
    fields.put("unfinished", verification.unfinished());
    fields.put("broken", verification.broken());
    fields.put(
        "findings", verification.findings().stream().map(AuditVerifyCommand::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(AuditFinding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", finding.kind().id());
    fields.put("gravity", finding.kind().gravity().id());
    fields.put("file", finding.file());
    fields.put("line", finding.line());
    fields.put("seq", finding.seq());
    fields.put("message", finding.message());
    return fields;
  }

  private List<String> lines(Verification verification) {
    List<String> lines = new ArrayList<>();
    verification.findings().forEach(finding -> lines.add(line(finding)));
    String word =
        verification.intact()
            ? output.painted(Tone.GOOD, "intact")
            : output.painted(Tone.BAD, "not intact");
    lines.add(
        "%s: %d events in %d files, seq %d to %d, from %s to %s"
            .formatted(
                word,
                verification.events(),
                verification.files().size(),
                verification.first().seq() + 1,
                verification.last().seq(),
                verification.from(),
                verification.to()));
    if (verification.unfinished() > 0) {
      lines.add("without an outcome: " + verification.unfinished());
    }
    lines.add("head: " + verification.last());
    return lines;
  }

  private String line(AuditFinding finding) {
    Tone tone =
        switch (finding.kind().gravity()) {
          case NOTE -> Tone.GOOD;
          case UNFINISHED -> Tone.CAUTION;
          case BROKEN -> Tone.BAD;
        };
    return output.painted(tone, finding.kind().id()) + "  " + finding;
  }
}
