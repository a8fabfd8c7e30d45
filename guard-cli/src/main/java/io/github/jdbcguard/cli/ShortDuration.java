package io.github.jdbcguard.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as policies have it: {@code 30s}, {@code 10m}, {@code 8h}, {@code 2d}. */
final class ShortDuration implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException(
          "'%s' is no duration; write 30s, 10m, 8h or 2d".formatted(text));
    }
    return Duration.parse((form.group(2).equals("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
  }

  /** The same way round. */
  static String shown(Duration duration) {
    if (duration.toSecondsPart() != 0) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutesPart() == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
  }
}
