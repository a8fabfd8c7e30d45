package io.github.jdbcguard.examples.story;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the story on a screen of 100 columns. */
record Teller(PrintStream out) {

  /** What happens next, and the URL with which it happens. */
  void chapter(String title, String url) {
    out.println();
    out.println(title);
    say("url: %s", url);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is no reason for a dependency
  void say(String text, Object... arguments) {
    out.println("   " + String.format(Locale.ROOT, text, arguments));
  }

  /** What somebody else wrote, as it is. */
  void quote(String text) {
    text.lines().forEach(line -> out.println("   | " + line));
  }

  /** A line at the margin. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is no reason for a dependency
  void remark(String text, Object... arguments) {
    out.println(String.format(Locale.ROOT, text, arguments));
  }
}
