package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Verdict;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** How a word is meant, which a terminal shows by colour. */
enum Tone {
  GOOD(Style.fg_green),
  CAUTION(Style.fg_yellow),
  BAD(Style.fg_red);

  private final Style style;

  Tone(Style style) {
    this.style = style;
  }

  static Tone of(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> GOOD;
      case WARN, CONFIRM -> CAUTION;
      case APPROVE, DENY -> BAD;
    };
  }

  String paint(String text, Ansi ansi) {
    return ansi.enabled() ? Style.on(style) + text + Style.off(style) : text;
  }
}
