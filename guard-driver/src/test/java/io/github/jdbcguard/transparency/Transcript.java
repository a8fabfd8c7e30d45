package io.github.jdbcguard.transparency;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What happened in a session, line by line, without the values that differ from run to run by
 * nature.
 */
final class Transcript {

  /** A line, and the step of the script that it was written in. */
  record Line(String step, String text) {}

  /** The databases of the sessions, which all see each other on some servers. */
  private static final Pattern DATABASE = Pattern.compile("(?i)\\btranscript_\\d+\\b");

  /** The numbers that H2 counts its objects by, process-wide, as in "prep12:" and "conn3". */
  private static final Pattern H2_NUMBER =
      Pattern.compile("\\b(ar|conn|call|prep|stat|rs|blob|clob|array|dbMeta|xml)\\d+\\b");

  /** The number that {@code Object.toString} ends with. */
  private static final Pattern HASH = Pattern.compile("(?<=[A-Za-z;])@[0-9a-f]{4,8}\\b");

  /** The object numbers of routines and types in PostgreSQL's catalog. */
  private static final Pattern CATALOG_NUMBER =
      Pattern.compile("(\\bf_[a-z]{1,20}_|<unknown:)\\d{4,}\\b");

  /** The number of a connection, in messages of MariaDB. */
  private static final Pattern CONNECTION_NUMBER = Pattern.compile("(?<=\\(conn=)\\d+");

  private final List<Line> lines = new ArrayList<>();
  private String step = "";

  void step(String name) {
    step = name;
  }

  void add(String text) {
    lines.add(new Line(step, normal(text)));
  }

  List<Line> lines() {
    return lines;
  }

  private String normal(String text) {
    String named = DATABASE.matcher(text).replaceAll("<database>");
    String unnumbered = H2_NUMBER.matcher(named).replaceAll("$1#");
    unnumbered = HASH.matcher(unnumbered).replaceAll("@#");
    unnumbered = CATALOG_NUMBER.matcher(unnumbered).replaceAll("$1#");
    return CONNECTION_NUMBER.matcher(unnumbered).replaceAll("#").replace("\n", "\\n");
  }
}
