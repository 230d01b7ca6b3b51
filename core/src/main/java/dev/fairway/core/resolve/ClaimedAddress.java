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
 */
public record ClaimedAddress(Segment segment, IpPrefix address, Optional<SiteId> site) {}
