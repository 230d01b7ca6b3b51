package dev.fairway.core.net;

/** The two families of IP addresses. IPv4 sorts before IPv6. */
public enum IpFamily {
  IPV4(32),
  IPV6(128);

  private final int bits;

  IpFamily(int bits) {
    this.bits = bits;
  }

  /** The length of an address in bits: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** {@code ipv4} or {@code ipv6}, as in every text that Fairway writes. */
  public String text() {
    return this == IPV4 ? "ipv4" : "ipv6";
  }
}
