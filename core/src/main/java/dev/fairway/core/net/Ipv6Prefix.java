package dev.fairway.core.net;

/**
 * A block of IPv6 addresses.
 *
 * @param high the first 64 bits of the first address
 * @param low the last 64 bits of the first address
 * @param length the number of leading bits that all addresses share, 0 to 128
 */
public record Ipv6Prefix(long high, long low, int length) implements IpPrefix {

  /** Refuses a length out of range and set host bits. */
  public Ipv6Prefix {
    if (length < 0 || length > 128) {
      throw new IllegalArgumentException("IPv6 prefix length " + length + ", not 0 to 128");
    }
    if ((high & ~highMask(length)) != 0 || (low & ~lowMask(length)) != 0) {
      throw new IllegalArgumentException(
          PrefixText.ipv6(high, low) + "/" + length + " has bits set beyond its length");
    }
  }

  /** One address. */
  public static Ipv6Prefix address(long high, long low) {
    return new Ipv6Prefix(high, low, 128);
  }

  static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  static long lowMask(int length) {
    return length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
  }

  /** The first 64 bits of the last address of the block. */
  public long lastHigh() {
    return high | ~highMask(length);
  }

  /** The last 64 bits of the last address of the block. */
  public long lastLow() {
    return low | ~lowMask(length);
  }

  @Override
  public IpFamily family() {
    return IpFamily.IPV6;
  }

  @Override
  public boolean contains(IpPrefix other) {
    return other instanceof Ipv6Prefix that
        && that.length >= length
        && (that.high & highMask(length)) == high
        && (that.low & lowMask(length)) == low;
  }

  @Override
  public int compareTo(IpPrefix other) {
    if (!(other instanceof Ipv6Prefix that)) {
      return 1;
    }
    int byHigh = Long.compareUnsigned(high, that.high);
    if (byHigh != 0) {
      return byHigh;
    }
    int byLow = Long.compareUnsigned(low, that.low);
    return byLow != 0 ? byLow : Integer.compare(length, that.length);
  }

  @Override
  public String addressText() {
    return PrefixText.ipv6(high, low);
  }

  @Override
  public String toString() {
    return PrefixText.ipv6(high, low) + "/" + length;
  }
}
