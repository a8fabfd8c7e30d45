package io.github.jdbcguard.target;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one spelling of a host that a driver would hand to the JVM. */
public final class HostName {

  private static final int LONGEST = 253;

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

  /** What the C library may take for a number although Java does not: {@code 0x7f.1}. */
  private static final Pattern LOOKS_NUMERIC =
      Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*");

  private HostName() {}

  /**
   * A host in the spelling that targets have, so that it can be compared with them.
   *
   * @return empty where no driver would take it for a host
   */
  public static Optional<String> parse(String text) {
    try {
      return Optional.of(canonical(text));
    } catch (NotUnderstoodException e) {
      return Optional.empty();
    }
  }

  /** In lower case, without brackets and trailing dot, numbers as the address they mean. */
  static String canonical(String text) {
    if (text.length() > LONGEST) {
      throw new NotUnderstoodException("a host name of %d characters".formatted(text.length()));
    }
    String host = text.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0) {
      return Ipv6.canonical(host.substring(1, host.length() - 1));
    }
    if (host.indexOf(':') >= 0) {
      return Ipv6.canonical(host);
    }
    if (LOOKS_NUMERIC.matcher(host).matches()) {
      return ipv4(host);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    boolean numericWithDot = LOOKS_NUMERIC.matcher(host).matches();
    if (numericWithDot || !NAME.matcher(host).matches()) {
      throw new NotUnderstoodException("'%s' is no host name".formatted(text));
    }
    return host;
  }

  /** As the JVM reads it: one to four decimal parts, the last fills the rest, no octal. */
  private static String ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long limit = last && parts.length <= 4 ? 1L << (8 * (5 - parts.length)) : 256;
      long part = decimal(parts[i]);
      if (parts.length > 4 || part < 0 || part >= limit) {
        throw new NotUnderstoodException("'%s' is no IPv4 address".formatted(text));
      }
      address = address * limit + part;
    }
    return dotted(address);
  }

  private static long decimal(String digits) {
    boolean plain = digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? Long.parseLong(digits) : -1;
  }

  static String dotted(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 0xff, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff);
  }
}
