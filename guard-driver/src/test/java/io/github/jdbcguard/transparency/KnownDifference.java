package io.github.jdbcguard.transparency;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The differences that stay, each a row of the table in docs/compatibility.md. */
enum KnownDifference {
  DRIVER(
      "what the driver says of itself",
      "Driver#1\\.(getMajorVersion|jdbcCompliant|getParentLogger|getMinorVersion)\\(\\).*",
      "Driver#1\\.(getMajorVersion|jdbcCompliant|getParentLogger|getMinorVersion)\\(\\).*"),
  NULL_URL(
      "a URL that is null",
      "Driver#1\\.(connect|acceptsURL)\\(null.*",
      "Driver#1\\.(connect\\(null.* threw .* \\[08001, 0]: the URL is null;.*|acceptsURL\\(null\\) = false)"),
  MISSING_DRIVER(
      "a URL that no driver takes",
      ".*nosuch:x: java\\.sql\\.SQLException \\[08001, 0]: No suitable driver found.*",
      ".*nosuch:x: io\\.github\\.jdbcguard\\.driver\\.MissingDriverException \\[08001, 0]: no driver.*"),
  SEVERAL_INTERFACES(
      "objects that are several at once",
      ".* = \\w+#\\d+ \\(\\w+ and \\w+\\)",
      ".* = \\w+#\\d+ \\(\\w+( and \\w+)?\\)");

  private final String title;
  private final Pattern raw;
  private final Pattern guarded;

  KnownDifference(String title, String raw, String guarded) {
    this.title = title;
    this.raw = Pattern.compile(raw);
    this.guarded = Pattern.compile(guarded);
  }

  /** What the document calls it. */
  String title() {
    return title;
  }

  static Optional<KnownDifference> of(String raw, String guarded) {
    return Stream.of(values())
        .filter(known -> known.raw.matcher(raw).matches())
        .filter(known -> known.guarded.matcher(guarded).matches())
        .findFirst();
  }
}
