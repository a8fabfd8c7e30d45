package io.github.jdbcguard.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Output of a program without what is another each time: ports, times, ids, codes and folders; and
 * without what each version of Maven and of the JDK says of its own.
 */
public final class StableText {
  private static final Map<String, String> VARYING = new LinkedHashMap<>();

  static {
    VARYING.put("\r\n", "\n");
    VARYING.put("\u001B\\[0?m", "");
    VARYING.put(
        "(?m)^WARNING: (A (terminally|restricted)|sun\\.|java\\.|Please consider|Use --|Restricted).*\n",
        "");
    VARYING.put(
        "(?m)^\\[INFO\\] (Scanning for projects.*|-{3,}.*|Building .*|  from .*|(Total time|Finished at): .*)?\n",
        "");
    VARYING.put("(?ms)^(\\[ERROR\\] -> \\[Help 1\\]\n)(\\[ERROR\\].*?\n)*", "$1");
    VARYING.put("localhost:\\d+", "localhost:5432");
    VARYING.put("[^\\s(]*/session/", "");
    VARYING.put("GUARD_CONFIRM=\\S+", "GUARD_CONFIRM=7KQ2-M4XD");
    VARYING.put("refusal [0-9A-F]{8}", "refusal 1F6E02B4");
    VARYING.put("\\[[0-9A-F]{8}\\]", "[1F6E02B4]");
    VARYING.put("on production by \\S+@[^:\\s]+:", "on production by sam@laptop:");
    VARYING.put("(?m)^head: \\d+:[0-9a-f]{64}$", "head: 5:f5888f066c51…");
    VARYING.put("asked by      \\S+,", "asked by      sam,");
    VARYING.put("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "2026-11-23T12:00:00Z");
    VARYING.put("\\b\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\b", "2026-11-23 12:00:00");
    VARYING.put("\\b\\d\\d:\\d\\d\\.\\d{3}s", "00:00.100s");
    VARYING.put("request [0-9a-f]{64}", "request b5d5c823be93…");
    VARYING.put("request [0-9a-f]{12}\\b", "request b5d5c823be93");
    VARYING.put("(?m)^(request +)[0-9a-f]{64}$", "$1b5d5c823be93…");
    VARYING.put("\\b\\d{19,20}/(\\d+/)?", "7339481022133344556/");
  }

  private StableText() {}

  /** The same each time. */
  public static String of(String output) {
    String text = output;
    for (Map.Entry<String, String> one : VARYING.entrySet()) {
      text = text.replaceAll(one.getKey(), one.getValue());
    }
    return text;
  }
}
