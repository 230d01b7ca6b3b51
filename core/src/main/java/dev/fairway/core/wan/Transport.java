package dev.fairway.core.wan;

import dev.fairway.core.net.DnsLabel;

/**
 * A transport: a kind of underlay that tunnels run over, as in {@code mpls}, {@code biz-internet}.
 * Cisco calls it the colour of a TLOC.
 *
 * @param value a name
 */
public record Transport(String value) implements Comparable<Transport> {

  /** Refuses a text that is not a name. */
  public Transport {
    DnsLabel.require("transport", value);
  }

  @Override
  public int compareTo(Transport other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
