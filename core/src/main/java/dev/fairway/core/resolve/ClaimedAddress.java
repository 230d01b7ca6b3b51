package dev.fairway.core.resolve;

import dev.fairway.core.endpoint.Endpoint;
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
 * @param life the best state of the endpoints behind the claim there
 */
public record ClaimedAddress(Segment segment, IpPrefix address, Optional<SiteId> site, Life life) {

  /** The states of a claim on an address, the one that comes first on an address first. */
  public enum Life {
    /** An endpoint lives there. */
    LIVING,
    /** All endpoints there are ending. */
    ENDING,
    /** No slice lists the address any more, and no reason for that was seen. */
    RETAINED;

    static Life of(Endpoint.State state) {
      if (state.retained()) {
        return RETAINED;
      }
      return state.lives() ? LIVING : ENDING;
    }
  }

  /** An address with a living endpoint. */
  public ClaimedAddress(Segment segment, IpPrefix address, Optional<SiteId> site) {
    this(segment, address, site, Life.LIVING);
  }

  /** True where an endpoint behind the claim lives there. */
  public boolean living() {
    return life == Life.LIVING;
  }

  /** True where the claim is only kept because nothing says why its endpoint is missing. */
  public boolean retained() {
    return life == Life.RETAINED;
  }

  /** The same address in another state. */
  ClaimedAddress with(Life state) {
    return state == life ? this : new ClaimedAddress(segment, address, site, state);
  }
}
