package io.github.jdbcguard.policy.file;

import java.time.DateTimeException;
import java.time.YearMonth;

/** Tells what is wrong with dates that have the right form and are none. */
final class DateText {
  private DateText() {}

  /**
   * What is wrong with it, and what would be right.
   *
   * @param text that starts with {@code 2026-12-31}
   */
  static String problem(String text) {
    try {
      YearMonth month = YearMonth.parse(text.substring(0, 7));
      int day = Integer.parseInt(text.substring(8, 10));
      return day >= 1 && day <= month.lengthOfMonth()
          ? "there is no such time: '%s'; hours go from 00 to 23, minutes and seconds from 00 to 59"
              .formatted(text)
          : "there is no such day: '%s'; %s ends on %s"
              .formatted(text, month, month.atEndOfMonth());
    } catch (DateTimeException noMonth) {
      return "there is no such day: '%s'; months go from 01 to 12".formatted(text);
    }
  }
}
