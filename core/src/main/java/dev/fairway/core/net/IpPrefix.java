package dev.fairway.core.net;

import java.util.Optional;

/**
 * A block of IP addresses in CIDR form. An address is the block of full length; {@link
 * #isAddress()} tells. Host bits are always zero.
 *
 * <p>Order: IPv4 before IPv6, then by first address as an unsigned number, then shorter length
 * first. Immutable.
 *
 * <p>Source: RFC 4632 (IPv4), RFC 4291 §2.3 and RFC 5952 (IPv6 text).
 */
public sealed interface IpPrefix extends Comparable<IpPrefix> permits Ipv4Prefix, Ipv6Prefix {

  /** The family of the addresses in this block. */
  IpFamily family();

  /** The number of leading bits that all addresses share: 0 to 32, or 0 to 128. */
  int length();

  /** True where {@code other} is of the same family and lies wholly inside this block. */
  boolean contains(IpPrefix other);

  /** The first address of the block, without a length: {@code 10.0.0.0}, {@code fd00::}. */
  String addressText();

  /** True where the block is one address. */
  default boolean isAddress() {
    return length() == family().bits();
  }

  /** The address alone where the block is one address, else {@code address/length}. */
  default String shortText() {
    return isAddress() ? addressText() : toString();
  }

  /** Throws unless this is one address, and returns it. */
  default IpPrefix requireAddress() {
    if (!isAddress()) {
      throw new IllegalArgumentException(this + " is not one address");
    }
    return this;
  }

  /**
   * Reads {@code 10.1.0.0/16}, {@code 10.1.2.3}, {@code fd00::/8} or {@code fd00::1}.
   *
   * <p>Refused, because they are read differently by different programs: leading zeros in a decimal
   * part, zone ids, IPv4-mapped IPv6 ({@code ::ffff:10.0.0.1}), set host bits, spaces.
   *
   * @throws IllegalArgumentException with a sentence that names the text and what is wrong with it
   */
  static IpPrefix parse(String text) {
    return PrefixText.parse(text);
  }

  /** As {@link #parse}, empty where the text is refused. */
  static Optional<IpPrefix> tryParse(String text) {
    try {
      return Optional.of(PrefixText.parse(text));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }
}
