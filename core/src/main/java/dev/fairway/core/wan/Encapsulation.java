package dev.fairway.core.wan;

/** How a tunnel wraps its packets. */
public enum Encapsulation {
  /** Encrypted. */
  IPSEC,
  /** In the clear. */
  GRE;

  /** {@code ipsec} or {@code gre}. */
  public String text() {
    return this == IPSEC ? "ipsec" : "gre";
  }
}
