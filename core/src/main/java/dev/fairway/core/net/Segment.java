package dev.fairway.core.net;

/**
 * A segment of the WAN (a VPN or VRF). An address means something only inside its segment: the same
 * prefix may be in use in two of them.
 *
 * @param value the name, not blank
 */
public record Segment(String value) implements Comparable<Segment> {

  /** The segment where none is named. */
  public static final Segment DEFAULT = new Segment("default");

  /** Refuses a name that is not {@code [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?}. */
  public Segment {
    DnsLabel.require("segment", value);
  }

  @Override
  public int compareTo(Segment other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
