package io.github.jdbcguard.policy.review;

import static java.util.Comparator.naturalOrder;

import io.github.jdbcguard.policy.ConsentTerms.Approval;
import io.github.jdbcguard.policy.ConsentTerms.BreakGlass;
import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.ReadOnlyMode;
import io.github.jdbcguard.policy.review.TermChange.Direction;
import io.github.jdbcguard.target.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares on which terms two versions of one environment let something pass. */
final class EnvironmentTerms {
  private final Environment old;
  private final Environment young;
  private final Instant now;
  private final List<TermChange> changes = new ArrayList<>();

  EnvironmentTerms(Environment old, Environment young, Instant now) {
    this.old = old;
    this.young = young;
    this.now = now;
  }

  /** Of an environment that was not there before, all that it excepts is new. */
  static List<TermChange> ofNew(Environment young, Instant now) {
    return ExceptionTerms.changes(young.name(), List.of(), young.protection().exceptions(), now);
  }

  List<TermChange> changes() {
    less("expect", required(old.expectRequired()), required(young.expectRequired()));
    less(
        "marker",
        required(old.recognition().markerRequired()),
        required(young.recognition().markerRequired()));
    readOnly(old.protection().readOnly(), young.protection().readOnly());
    set("aliases", old.aliases(), young.aliases());
    identity();
    confirmation(old.consent().confirmation(), young.consent().confirmation());
    approval(old.consent().approval(), young.consent().approval());
    breakGlass(old.consent().breakGlass(), young.consent().breakGlass());
    changes.addAll(
        WindowTerms.changes(
            young.name(),
            old.protection().calendar().windows(),
            young.protection().calendar().windows()));
    changes.addAll(
        ExceptionTerms.changes(
            young.name(), old.protection().exceptions(), young.protection().exceptions(), now));
    return changes;
  }

  /** Saying what holds anyway changes nothing that could be told. */
  private void readOnly(ReadOnlyMode was, ReadOnlyMode is) {
    if (!was.id().equals(is.id())) {
      add("read_only", was.id(), is.id(), Direction.ofMore(was.compareTo(is)));
    }
  }

  /** Without pins nobody is asked; with them, each pin is one more server that is let in. */
  private void identity() {
    for (Engine engine : Engine.values()) {
      Set<String> pinned = old.identity().getOrDefault(engine, Set.of());
      Set<String> pins = young.identity().getOrDefault(engine, Set.of());
      if (!pinned.equals(pins)) {
        Direction direction =
            pins.isEmpty()
                ? Direction.WEAKER
                : pinned.isEmpty()
                    ? Direction.STRICTER
                    : pins.containsAll(pinned) ? Direction.WEAKER : Direction.UNKNOWN;
        add("identity." + engine.id(), text(pinned), text(pins), direction);
      }
    }
  }

  private void confirmation(Confirmation was, Confirmation is) {
    if (!old.phrase().equals(young.phrase())) {
      add("confirm.phrase", old.phrase(), young.phrase(), Direction.UNKNOWN);
    }
    less("confirm.reason", required(was.reasonRequired()), required(is.reasonRequired()));
    more("confirm.valid_for", was.validFor(), is.validFor());
    more("confirm.timeout", was.timeout(), is.timeout());
    if (was.scope() != is.scope()) {
      Direction direction = Direction.ofMore(is.scope().compareTo(was.scope()));
      add("confirm.scope", was.scope().id(), is.scope().id(), direction);
    }
  }

  private void approval(Approval was, Approval is) {
    people("approve.people", was.people(), is.people(), "everybody");
    less("approve.required", was.required(), is.required());
    more("approve.self", was.self(), is.self());
    more("approve.valid_for", was.validFor(), is.validFor());
  }

  private void breakGlass(BreakGlass was, BreakGlass is) {
    people("break_glass.people", was.people(), is.people(), "nobody");
    less("break_glass.reason_length", was.reasonLength(), is.reasonLength());
    more("break_glass.valid_for", was.validFor(), is.validFor());
  }

  /** What no one at all means differs: everybody who approves, or nobody. */
  private void people(String term, Set<String> was, Set<String> is, String none) {
    boolean everybody = none.equals("everybody");
    if (was.equals(is)) {
      return;
    }
    if (everybody && (was.isEmpty() || is.isEmpty())) {
      Direction direction = is.isEmpty() ? Direction.WEAKER : Direction.STRICTER;
      add(term, was.isEmpty() ? none : text(was), is.isEmpty() ? none : text(is), direction);
    } else {
      set(term, was, is);
    }
  }

  /** Each name lets more pass. */
  private void set(String term, Set<String> was, Set<String> is) {
    if (!was.equals(is)) {
      Direction direction = was.containsAll(is) ? Direction.STRICTER : Direction.WEAKER;
      add(term, text(was), text(is), direction);
    }
  }

  /** The more of it, the more passes. */
  private <T extends Comparable<T>> void more(String term, T was, T is) {
    compare(term, was, is, naturalOrder());
  }

  /** The less of it, the more passes; "required" comes after "optional". */
  private <T extends Comparable<T>> void less(String term, T was, T is) {
    compare(term, was, is, Comparator.<T>naturalOrder().reversed());
  }

  private <T> void compare(String term, T was, T is, Comparator<T> order) {
    if (!was.equals(is)) {
      add(term, shown(was), shown(is), Direction.ofMore(order.compare(is, was)));
    }
  }

  private void add(String term, String was, String is, Direction direction) {
    changes.add(new TermChange(young.name(), term, was, is, direction));
  }

  static String shown(Object value) {
    if (!(value instanceof Duration duration)) {
      return value.toString();
    }
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static String required(boolean required) {
    return required ? "required" : "optional";
  }

  private static String text(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
