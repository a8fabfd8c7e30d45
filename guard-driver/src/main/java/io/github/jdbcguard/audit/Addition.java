package io.github.jdbcguard.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is appended to a file for one event: its line, and before it what has to be said about the
 * file.
 *
 * @param text all of it, in one piece
 * @param line of the event
 * @param opens whether the chain begins in this file with it
 */
record Addition(String text, AuditLine line, boolean opens) {

  /** Behind that end of that file. */
  static Addition to(Path file, ChainTail tail, Entry entry) throws IOException {
    StringBuilder text = new StringBuilder(tail.ended() ? "" : "\n");
    ChainHead head = tail.head();
    if (!tail.chained()) {
      head = add(text, head, JsonLine.of(opened(file, head, entry))).head();
    }
    if (tail.torn() > 0) {
      Map<String, Object> torn = event(entry, "torn");
      torn.put("bytes", tail.torn());
      head = add(text, head, JsonLine.of(torn)).head();
    }
    AuditLine line = add(text, head, entry.members());
    return new Addition(text.toString(), line, !tail.chained());
  }

  private static AuditLine add(StringBuilder text, ChainHead head, String members) {
    AuditLine line = ChainFormat.next(head, members);
    text.append(line.json()).append('\n');
    return line;
  }

  private static Map<String, Object> opened(Path file, ChainHead head, Entry entry)
      throws IOException {
    Map<String, Object> fields = event(entry, "opened");
    fields.put("previous", head.equals(ChainHead.NONE) ? "" : previous(file, head));
    fields.put("previous_seq", head.seq());
    fields.put("previous_hash", head.hash());
    return fields;
  }

  /** A file that was not rotated, and is not there, had the name of this one. */
  private static String previous(Path file, ChainHead head) throws IOException {
    List<Rotation> ending =
        Rotation.besides(file).stream().filter(old -> old.seq() == head.seq()).toList();
    Path previous = ending.isEmpty() ? file : ending.get(ending.size() - 1).file();
    return String.valueOf(previous.getFileName());
  }

  private static Map<String, Object> event(Entry entry, String event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", entry.time().toString());
    fields.put("event", event);
    fields.put("pid", ProcessHandle.current().pid());
    return fields;
  }
}
