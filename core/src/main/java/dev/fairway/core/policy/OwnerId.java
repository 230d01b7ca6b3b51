package dev.fairway.core.policy;

import dev.fairway.core.net.DnsLabel;

/**
 * The id of an owner of rules. An owner belongs to one cluster; a fabric may hold the rules of
 * several.
 *
 * @param value a name
 */
public record OwnerId(String value) implements Comparable<OwnerId> {

  /** Refuses a text that is not a name. */
  public OwnerId {
    DnsLabel.require("owner", value);
  }

  @Override
  public int compareTo(OwnerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
