package io.github.jdbcguard.driver;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of each class are alive after a garbage collection. */
final class Retained {
  private Retained() {}

  /** Of the classes whose name starts so. */
  static Map<String, Long> objects(String prefix) throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Long> counts = new TreeMap<>();
    for (String line : histogram.lines().toList()) {
      String[] words =
          line.strip().split("\\s+", -1); // "1: 20 480 java.lang.String (java.base@17)"
      if (words.length >= 4 && words[0].endsWith(":") && words[3].startsWith(prefix)) {
        counts.put(words[3], Long.parseLong(words[1]));
      }
    }
    return counts;
  }
}
