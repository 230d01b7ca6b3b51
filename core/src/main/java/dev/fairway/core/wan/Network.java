package dev.fairway.core.wan;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import java.util.Optional;

/**
 * A block of addresses, the segment it lives in and, where one site has all of it, the site.
 *
 * @param prefix the block
 * @param segment the segment
 * @param site the site; empty where the block spreads over sites
 */
public record Network(IpPrefix prefix, Segment segment, Optional<SiteId> site) {}
