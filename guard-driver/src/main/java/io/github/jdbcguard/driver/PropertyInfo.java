package io.github.jdbcguard.driver;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tools can ask people for before they connect. Opens nothing. */
final class PropertyInfo {
  private PropertyInfo() {}

  /** The guard's settings, then those of the real driver. */
  static DriverPropertyInfo[] of(@Nullable String url, @Nullable Properties info) {
    Properties properties = info == null ? new Properties() : info;
    Optional<GuardUrl> guardUrl = parse(url);
    Stream<DriverPropertyInfo> own =
        Arrays.stream(Setting.values()).map(setting -> own(setting, guardUrl, properties));
    Stream<DriverPropertyInfo> others =
        guardUrl.map(GuardUrl::innerUrl).stream().flatMap(inner -> ofDriver(inner, properties));
    return Stream.concat(own, others).toArray(DriverPropertyInfo[]::new);
  }

  /** Empty where the URL is not whole yet. */
  private static Optional<GuardUrl> parse(@Nullable String url) {
    try {
      return url == null ? Optional.empty() : GuardUrl.parse(url);
    } catch (IllegalArgumentException notWhole) {
      return Optional.empty();
    }
  }

  private static DriverPropertyInfo own(
      Setting setting, Optional<GuardUrl> url, Properties properties) {
    String inUrl = setting == Setting.EXPECT ? url.map(GuardUrl::expectation).orElse("") : "";
    String value = inUrl.isEmpty() ? GuardSettings.current(setting, properties) : inUrl;
    DriverPropertyInfo property =
        new DriverPropertyInfo(setting.property(), value.isEmpty() ? null : value);
    property.description = setting.description();
    property.required = false;
    property.choices =
        setting.choices().isEmpty() ? null : setting.choices().toArray(String[]::new);
    return property;
  }

  /** Nothing where the driver might do more than to tell, is not there, or does not answer. */
  private static Stream<DriverPropertyInfo> ofDriver(String url, Properties properties) {
    Properties inner = GuardSettings.withoutOwn(properties);
    if (!KnownDrivers.mayBeAsked(url) || DriverOpinion.isDangerous(url, inner)) {
      return Stream.empty();
    }
    try {
      DriverPropertyInfo[] told = DelegateDrivers.find(url).getPropertyInfo(url, inner);
      return told == null ? Stream.empty() : Arrays.stream(told);
    } catch (SQLException | RuntimeException | LinkageError noAnswer) {
      return Stream.empty();
    }
  }
}
