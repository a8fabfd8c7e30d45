package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.AuditReader;
import io.github.jdbcguard.audit.AuditRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
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

/** Shows the events of an audit. */
@Command(
    name = "show",
    description = {
      "Shows the events of an audit, a statement and what came of it in one row; with --json each",
      "line as it stands in the file."
    },
    exitCodeList = {"0:shown", "2:there is no such file, or an option makes no sense"},
    footer = {
      "  guard audit show --last 20",
      "  guard audit show --environment production --operation drop --since 2026-11-01",
      "  guard audit show --follow --json | jq .statement",
      "",
      "Next: 'guard audit verify' tells whether they are what was written."
    })
final class AuditShowCommand implements Callable<Integer> {
  /** How many statements may wait for their outcome before a row goes without. */
  private static final int WAITING = 10_000;

  private static final long PAUSE_MILLIS = 300;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file; those before it are read as well. The usual one if not given.")
  private @Nullable String name;

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Only the last N; 10 with --follow if not given.")
  private @Nullable Integer last;

  @Option(names = "--follow", description = "Go on with what is written from now on, until Ctrl-C.")
  private boolean follow;

  @Mixin private Output output = new Output();

  /** Statements that were sent, by their ids, with what came of them once that is known. */
  private final Map<String, Row> waiting = new LinkedHashMap<>();

  private final Deque<String> held = new ArrayDeque<>();
  private boolean holding;

  /**
   * A line of the table in the making.
   *
   * @param shown whether it was shown without an outcome
   */
  private record Row(AuditRecord act, AuditRecord outcome, boolean shown) {
    boolean done() {
      return outcome.text("event").equals("completed") || !act.is("followed");
    }

    String text() {
      return AuditTable.row(act, outcome);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    filter.check();
    int most = last == null ? (follow ? 10 : Integer.MAX_VALUE) : last;
    if (most < 1) {
      throw new ParameterException(
          spec.commandLine(), "--last: '%d' is not above 0".formatted(most));
    }
    holding = most < Integer.MAX_VALUE;
    try (AuditReader events = AuditReader.of(AuditVerifyCommand.file(spec, name))) {
      if (!output.json()) {
        println(AuditTable.heading());
      }
      read(events, most);
      holding = false;
      held.forEach(this::println);
      while (follow && !output.lost()) {
        Thread.sleep(PAUSE_MILLIS);
        read(events, most);
      }
    }
    return GuardCommand.FINE;
  }

  /** Everything that is there. */
  private void read(AuditReader events, int most) throws IOException {
    Optional<AuditRecord> event = events.next();
    while (event.isPresent() && (holding || !output.lost())) {
      take(event.get());
      while (held.size() > most) {
        held.removeFirst();
      }
      event = events.next();
    }
    showAll();
    while (held.size() > most) {
      held.removeFirst();
    }
  }

  private void take(AuditRecord event) {
    AuditRecord act = act(event);
    if (output.json()) {
      keep(event);
      if (filter.wants(event, act)) {
        show(event.json());
      }
      return;
    }
    boolean outcome = event.text("event").equals("completed");
    String key = outcome || event.is("followed") ? event.text("id") : "seq " + event.number("seq");
    boolean known = waiting.containsKey(key);
    if (known || filter.wants(event, act)) {
      waiting.put(key, new Row(act, event, false));
    }
    showDone(waiting.size() > WAITING);
  }

  /** For JSON only what was done is kept, so that an outcome can be chosen by it. */
  private void keep(AuditRecord event) {
    if (event.is("followed")) {
      waiting.put(event.text("id"), new Row(event, event, false));
    }
    if (waiting.size() > WAITING) {
      waiting.remove(waiting.keySet().iterator().next());
    }
  }

  private AuditRecord act(AuditRecord event) {
    Row row = waiting.get(event.text("id"));
    boolean outcome = event.text("event").equals("completed");
    return outcome && row != null ? row.act : event;
  }

  /** Rows stay in the order of the file, so those behind one that waits wait as well. */
  private void showDone(boolean first) {
    boolean shown = first;
    while (!waiting.isEmpty()) {
      String key = waiting.keySet().iterator().next();
      Row row = waiting.getOrDefault(key, waiting.values().iterator().next());
      if (!row.done() && !shown) {
        return;
      }
      shown = false;
      waiting.remove(key);
      show(row.text());
    }
  }

  /** At the end of the file nothing is waited for any longer; who follows sees it again later. */
  private void showAll() {
    if (!output.json()) {
      waiting.values().stream().filter(row -> !row.shown).forEach(row -> show(row.text()));
      waiting.values().removeIf(row -> row.done() || !follow);
      waiting.replaceAll((id, row) -> new Row(row.act, row.outcome, true));
    }
  }

  private void show(String line) {
    if (holding) {
      held.add(line);
    } else {
      println(line);
    }
  }

  private void println(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
