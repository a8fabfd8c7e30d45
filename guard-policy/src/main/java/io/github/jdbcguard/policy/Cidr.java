package io.github.jdbcguard.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A block of IP addresses, as {@code 10.20.0.0/16}. */
public final class Cidr {
  private final String text;
  private final byte[] network;
  private final int prefixLength;

  private Cidr(String text, byte[] network, int prefixLength) {
    this.text = text;
    this.network = network;
    this.prefixLength = prefixLength;
  }

  /**
   * Reads a block; a bare address is a block of one.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes =
        literal(address)
            .orElseThrow(
                () -> new IllegalArgumentException("'%s' is not an IP address".formatted(address)))
            .getAddress();
    int bits = bytes.length * Byte.SIZE;
    int length = slash < 0 ? bits : prefixLength(text.substring(slash + 1), bits);
    if (!Arrays.equals(bytes, masked(bytes, length))) {
      throw new IllegalArgumentException(
          "'%s' has bits behind its first %d; did you mean '%s/%d'?"
              .formatted(text, length, hostAddress(masked(bytes, length)), length));
    }
    return new Cidr(text, bytes, length);
  }

  /** The address that a literal stands for; empty for a name. Never asks a name service. */
  public static Optional<InetAddress> literal(String host) {
    boolean ipv4 = host.matches("(\\d{1,3}\\.){3}\\d{1,3}");
    boolean ipv6 = host.indexOf(':') >= 0 && host.matches("[0-9A-Fa-f:.]+");
    if (!ipv4 && !ipv6) {
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
    byte[] bytes = address.getAddress();
    return bytes.length == network.length && Arrays.equals(network, masked(bytes, prefixLength));
  }

  private static int prefixLength(String digits, int bits) {
    if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > bits) {
      throw new IllegalArgumentException(
          "'/%s' is not a prefix length from /0 to /%d".formatted(digits, bits));
    }
    return Integer.parseInt(digits);
  }

  private static byte[] masked(byte[] address, int prefixLength) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.min(Byte.SIZE, Math.max(0, prefixLength - i * Byte.SIZE));
      masked[i] = (byte) (masked[i] & (0xFF << (Byte.SIZE - kept)));
    }
    return masked;
  }

  private static String hostAddress(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** As written in the policy. */
  @Override
  public String toString() {
    return text;
  }
}
