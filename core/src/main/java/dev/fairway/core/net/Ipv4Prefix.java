package dev.fairway.core.net;

/**
 * A block of IPv4 addresses.
 *
 * @param bits the first address, in network order
 * @param length the number of leading bits that all addresses share, 0 to 32
 */
public record Ipv4Prefix(int bits, int length) implements IpPrefix {

  /** Refuses a length out of range and set host bits. */
  public Ipv4Prefix {
    if (length < 0 || length > 32) {
      throw new IllegalArgumentException("IPv4 prefix length " + length + ", not 0 to 32");
    }
    if ((bits & ~mask(length)) != 0) {
      throw new IllegalArgumentException(
          PrefixText.ipv4(bits) + "/" + length + " has bits set beyond its length");
    }
  }

  /** One address. */
  public static Ipv4Prefix address(int bits) {
    return new Ipv4Prefix(bits, 32);
  }

  static int mask(int length) {
    return length == 0 ? 0 : -1 << (32 - length);
  }

  /** The last address of the block, in network order. */
  public int lastBits() {
    return bits | ~mask(length);
  }

  @Override
  public IpFamily family() {
    return IpFamily.IPV4;
  }

  @Override
  public boolean contains(IpPrefix other) {
    return other instanceof Ipv4Prefix that
        && that.length >= length
        && (that.bits & mask(length)) == bits;
  }

  @Override
  public int compareTo(IpPrefix other) {
    if (!(other instanceof Ipv4Prefix that)) {
      return -1;
    }
    int byAddress = Integer.compareUnsigned(bits, that.bits);
    return byAddress != 0 ? byAddress : Integer.compare(length, that.length);
  }

  @Override
  public String addressText() {
    return PrefixText.ipv4(bits);
  }

  @Override
  public String toString() {
    return PrefixText.ipv4(bits) + "/" + length;
  }
}
