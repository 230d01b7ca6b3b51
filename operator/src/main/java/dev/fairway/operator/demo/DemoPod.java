package dev.fairway.operator.demo;

import dev.fairway.core.net.Ipv4Prefix;

/**
 * A pod behind a Service, as far as the story cares: its IPv4 side. Order: by address.
 *
 * @param address its address
 * @param name its name; the address where nobody told it
 */
record DemoPod(Ipv4Prefix address, String name) implements Comparable<DemoPod> {

  @Override
  public int compareTo(DemoPod other) {
    return address.compareTo(other.address);
  }

  /** {@code 10.2.0.4}. */
  @Override
  public String toString() {
    return address.addressText();
  }
}
