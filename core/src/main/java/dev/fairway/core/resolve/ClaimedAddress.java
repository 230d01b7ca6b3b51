package dev.fairway.core.resolve;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;

/**
 * An address that a Service claims, with its place on the WAN.
 *
 * @param segment its segment
 * @param address one address
 * @param site its site; absent: unknown
 * @param living true where an endpoint behind the claim lives there; false where all are ending
 */
public record ClaimedAddress(
    Segment segment, IpPrefix address, Optional<SiteId> site, boolean living) {

  /** An address with a living endpoint. */
  public ClaimedAddress(Segment segment, IpPrefix address, Optional<SiteId> site) {
    this(segment, address, site, true);
  }

  /** The same address where all endpoints behind the claim are ending. */
  ClaimedAddress ending() {
    return new ClaimedAddress(segment, address, site, false);
  }
}
