package io.github.jdbcguard.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The origins of a process, each with its evidence. Of several the strictest counts.
 *
 * @param found never empty
 */
public record Origins(List<Found> found) {

  public Origins {
    found = List.copyOf(found);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("a process has an origin, if only by default");
    }
  }

  /**
   * Finds the origins of a process. What the policy names replaces the place that is detected; an
   * agent is never replaced, only added.
   *
   * @param named the evidence that policies name
   */
  public static Origins of(ProcessTraits traits, List<OriginEvidence> named) {
    List<Found> fitting =
        named.stream().flatMap(evidence -> evidence.fitting(traits).stream()).toList();
    List<Found> found = new ArrayList<>();
    if (fitting.stream().allMatch(one -> one.origin() == Origin.AGENT)) {
      found.addAll(places(traits));
    }
    found.addAll(fitting);
    byVariable(Origin.AGENT, traits).ifPresent(found::add);
    return new Origins(found);
  }

  /** The places that the process itself gives away; several where several fit or none surely. */
  private static List<Found> places(ProcessTraits traits) {
    List<Found> places = new ArrayList<>();
    byVariable(Origin.CI, traits).ifPresent(places::add);
    byVariable(Origin.APPLICATION, traits).ifPresent(places::add);
    if (places.isEmpty()) {
      places.addAll(byContainer(traits));
    }
    if (traits.terminal()) {
      places.add(new Found(Origin.WORKSTATION, "a terminal belongs to the process"));
    }
    return places.isEmpty()
        ? List.of(new Found(Origin.WORKSTATION, "nothing says otherwise"))
        : places;
  }

  /** Containers run on servers and on laptops alike. */
  private static List<Found> byContainer(ProcessTraits traits) {
    Optional<String> markerFile = traits.container().markerFile();
    if (markerFile.isEmpty()) {
      return List.of();
    }
    String container = "a container (" + markerFile.get() + ")";
    return traits.terminal()
        ? List.of(new Found(Origin.APPLICATION, container))
        : List.of(
            new Found(Origin.APPLICATION, container + ", and no terminal"),
            new Found(Origin.WORKSTATION, container + ", and no terminal"));
  }

  private static Optional<Found> byVariable(Origin origin, ProcessTraits traits) {
    return origin
        .variableIn(traits.environmentVariables())
        .map(name -> new Found(origin, "the variable " + name + " is set"));
  }

  /** The same, and one more that somebody named. */
  public Origins with(Origin named, String evidence) {
    List<Found> more = new ArrayList<>(found);
    more.add(new Found(named, evidence));
    return new Origins(more);
  }

  /** The origins alone; immutable. */
  public Set<Origin> set() {
    EnumSet<Origin> set = EnumSet.noneOf(Origin.class);
    for (Found one : found) {
      set.add(one.origin());
    }
    return Collections.unmodifiableSet(set);
  }

  /**
   * An origin, and why the process is taken to be of it.
   *
   * @param evidence as people read it; never the value of a variable
   */
  public record Found(Origin origin, String evidence) {}
}
