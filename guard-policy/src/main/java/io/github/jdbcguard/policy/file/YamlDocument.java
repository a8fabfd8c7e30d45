package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads strict YAML 1.2 into nodes: one document, no anchors, no aliases, no tags, bounded depth.
 * Works on the parser's events, so that nothing is built which the text does not spell out.
 */
final class YamlDocument {
  private static final int MAX_DEPTH = 20;

  /** Of one list. */
  private static final int MAX_ITEMS = 10_000;

  /**
   * More would fit into a file that is not too large, but not into the memory of a small process.
   */
  private static final int MAX_NODES = 200_000;

  private final String source;
  private final Faults faults;
  private final Iterator<Event> events;
  private int nodes;

  private YamlDocument(String source, String text, Faults faults) {
    this.source = source;
    this.faults = faults;
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(text.length() + 1).build();
    // What the class Parse does, which lies in a package that its module does not export.
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /**
   * The root of the only document.
   *
   * @throws InvalidPolicyException where the text is not YAML, or holds nothing
   */
  static YamlNode read(String source, String text, Faults faults) throws InvalidPolicyException {
    try {
      return new YamlDocument(source, text, faults).root();
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(m -> place(source, m)).orElse(start(source));
      faults.add(place, syntaxProblem(e));
    } catch (ReaderException e) {
      faults.add(
          placeOf(source, text, e.getCodePoint()),
          "not a text file: it holds the character U+%04X; is this the right file?"
              .formatted(e.getCodePoint()));
    } catch (YamlVersionException e) {
      faults.add(start(source), "a YAML version that is not known; leave out the line '%YAML'");
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The parser throws the latter for numbers that are too large, as in "\\UFFFFFFFF".
      faults.add(start(source), "not readable as YAML: " + e.getMessage());
    }
    throw faults.exception();
  }

  private YamlNode root() throws InvalidPolicyException {
    Event event = next();
    while (event.getEventId() == Event.ID.StreamStart
        || event.getEventId() == Event.ID.DocumentStart) {
      event = next();
    }
    if (event.getEventId() == Event.ID.StreamEnd) {
      faults.add(start(source), "the file is empty; a policy starts with 'guard: 1'");
      throw faults.exception();
    }
    YamlNode root = node(event, 0);
    next();
    Event after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      faults.add(place(after), "a second document; a policy is one document, remove the '---'");
    }
    return root;
  }

  private Event next() {
    return events.next();
  }

  private YamlNode node(Event event, int depth) throws InvalidPolicyException {
    if (depth > MAX_DEPTH) {
      faults.add(place(event), "nested more than %d deep".formatted(MAX_DEPTH));
      throw faults.exception();
    }
    if (++nodes > MAX_NODES) {
      faults.add(
          place(event),
          "more than %d values, which no policy holds; is this the right file?"
              .formatted(MAX_NODES));
      throw faults.exception();
    }
    if (event instanceof AliasEvent alias) {
      faults.add(place(event), "alias '*%s': write the value out".formatted(alias.getAlias()));
      return new YamlNode.Scalar(place(event), "", false);
    }
    if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
      faults.add(
          place(event),
          "anchor '&%s': anchors are not allowed, write the value out where it is needed"
              .formatted(named.getAnchor().get()));
    }
    if (event instanceof ScalarEvent scalar) {
      scalar.getTag().ifPresent(tag -> tagFault(event, tag));
      return new YamlNode.Scalar(
          place(event), scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }
    ((CollectionStartEvent) event).getTag().ifPresent(tag -> tagFault(event, tag));
    return event.getEventId() == Event.ID.SequenceStart
        ? sequence(event, depth)
        : mapping(event, depth);
  }

  private void tagFault(Event event, String tag) {
    faults.add(place(event), "tag '%s': tags are not allowed, remove it".formatted(tag));
  }

  private YamlNode sequence(Event start, int depth) throws InvalidPolicyException {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event, depth + 1));
      if (items.size() > MAX_ITEMS) {
        faults.add(
            place(start),
            "a list of more than %d entries, which nobody could check; name a pattern or a block"
                .formatted(MAX_ITEMS));
        throw faults.exception();
      }
    }
    return new YamlNode.Sequence(place(start), items);
  }

  private YamlNode mapping(Event start, int depth) throws InvalidPolicyException {
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(next(), depth + 1);
      if (key instanceof YamlNode.Scalar name) {
        entries.add(new YamlNode.Entry(name, value));
      } else {
        faults.add(key.place(), "a key must be a word, and this is " + key.kind());
      }
    }
    return new YamlNode.Mapping(place(start), entries);
  }

  private static Place placeOf(String source, String text, int codePoint) {
    String before = text.substring(0, Math.max(0, text.indexOf(codePoint)));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place(source, line, before.length() - before.lastIndexOf('\n'));
  }

  private static String syntaxProblem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB") || problem.contains("\\t")) {
      return "a tab: YAML is indented with spaces, replace the tab";
    }
    if ("while scanning an alias".equals(e.getContext())) {
      return "a text that starts with '*' or '&' has to stand in quotes, as \"*.example.com\"";
    }
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "not valid YAML: " + context + problem;
  }

  private Place place(Event event) {
    return event.getStartMark().map(mark -> place(source, mark)).orElse(start(source));
  }

  private static Place place(String source, Mark mark) {
    return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Place start(String source) {
    return new Place(source, 1, 1);
  }
}
