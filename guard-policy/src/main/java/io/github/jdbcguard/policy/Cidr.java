package io.github.jdbcguard.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IP addresses, as {@code 10.20.0.0/16}. */
public final class Cidr {
  /** What Java reads as an address or refuses; what starts with a dot it would look up. */
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

  private static final Pattern PREFIX_LENGTH = Pattern.compile("[0-9]{1,3}");

  private final String text;
  private final Prefix prefix;

  private Cidr(String text, Prefix prefix) {
    this.text = text;
    this.prefix = prefix;
  }

  /**
   * Reads a block; a bare address is a block of one.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Prefix whole =
        literal(address)
            .map(Prefix::of)
            .orElseThrow(
                () -> new IllegalArgumentException("'%s' is not an IP address".formatted(address)));
    int length = slash < 0 ? whole.length() : length(text.substring(slash + 1), whole.length());
    Prefix prefix = whole.cut(length);
    if (prefix.high() != whole.high() || prefix.low() != whole.low()) {
      throw new IllegalArgumentException(
          "'%s' has bits behind its first %d; did you mean '%s/%d'?"
              .formatted(text, length, prefix.firstAddress().getHostAddress(), length));
    }
    return new Cidr(text, prefix);
  }

  /** The address that a literal stands for; empty for a name. Never asks a name service. */
  public static Optional<InetAddress> literal(String host) {
    return host.indexOf(':') >= 0 ? ipv6(host) : ipv4(host);
  }

  /** Four decimal numbers; others that Java reads, as 10.1, it may take for names as well. */
  private static Optional<InetAddress> ipv4(String host) {
    byte[] bytes = new byte[4];
    int part = 0;
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      if (c >= '0' && c <= '9' && digits < 3) {
        value = value * 10 + c - '0';
        digits++;
      } else if (c == '.' && digits > 0 && value < 256 && part < bytes.length) {
        bytes[part++] = (byte) value;
        digits = 0;
        value = 0;
      } else {
        return Optional.empty();
      }
    }
    return part == bytes.length ? Optional.of(address(bytes)) : Optional.empty();
  }

  private static Optional<InetAddress> ipv6(String host) {
    if (!IPV6.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException notALiteral) {
      return Optional.empty();
    }
  }

  /** Whether the address lies in the block. */
  public boolean contains(InetAddress address) {
    return Prefix.of(address).cut(prefix.length()).equals(prefix);
  }

  /** What all addresses of the block begin with. */
  Prefix prefix() {
    return prefix;
  }

  private static int length(String digits, int bits) {
    if (!PREFIX_LENGTH.matcher(digits).matches() || Integer.parseInt(digits) > bits) {
      throw new IllegalArgumentException(
          "'/%s' is not a prefix length from /0 to /%d".formatted(digits, bits));
    }
    return Integer.parseInt(digits);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The first bits of an address.
   *
   * @param family how many bytes an address of its kind has
   * @param length how many bits they are
   * @param high the first 64 bits of the address, with zeros for those that are cut off
   * @param low the others
   */
  record Prefix(int family, int length, long high, long low) implements MatchKey {

    /** All bits of an address. */
    static Prefix of(InetAddress address) {
      byte[] bytes = address.getAddress();
      long high = 0;
      long low = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (i < Long.BYTES) {
          high |= (bytes[i] & 0xFFL) << (Byte.SIZE * (Long.BYTES - 1 - i));
        } else {
          low |= (bytes[i] & 0xFFL) << (Byte.SIZE * (2 * Long.BYTES - 1 - i));
        }
      }
      return new Prefix(bytes.length, bytes.length * Byte.SIZE, high, low);
    }

    /** The first of these bits. */
    Prefix cut(int bits) {
      return new Prefix(family, bits, high & mask(bits), low & mask(bits - Long.SIZE));
    }

    /** The block from zero on that has the same size. */
    Prefix size() {
      return new Prefix(family, length, 0, 0);
    }

    private static long mask(int bits) {
      if (bits <= 0) {
        return 0;
      }
      return bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }

    private InetAddress firstAddress() {
      byte[] bytes = new byte[family];
      for (int i = 0; i < family; i++) {
        long half = i < Long.BYTES ? high : low;
        bytes[i] = (byte) (half >> (Byte.SIZE * (Long.BYTES - 1 - i % Long.BYTES)));
      }
      return address(bytes);
    }
  }

  /** As written in the policy. */
  @Override
  public String toString() {
    return text;
  }
}
