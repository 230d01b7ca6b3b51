package dev.fairway.operator.trace;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.wan.SiteId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address that an end may mean.
 *
 * @param address one address
 * @param site where it is, where that is known
 * @param port the port there; absent where none was typed or follows
 * @param protocol what the port's own protocol is; absent where nothing tells
 */
record Candidate(
    IpPrefix address, Optional<SiteId> site, OptionalInt port, Optional<IpProtocol> protocol) {}
