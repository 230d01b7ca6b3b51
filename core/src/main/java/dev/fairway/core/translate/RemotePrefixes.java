package dev.fairway.core.translate;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.WanInventory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The destinations of rules that match senders: the prefixes that the WAN routes in a segment and
 * every address with a rule there. Unknown where the inventory does not know the routes.
 */
final class RemotePrefixes {

  private final Map<Segment, DualStackPrefixSet> bySegment = new HashMap<>();

  private RemotePrefixes() {}

  static RemotePrefixes of(WanInventory wan, AddressPortOwners owners) {
    RemotePrefixes remote = new RemotePrefixes();
    wan.routed()
        .forEach(
            (segment, routed) -> {
              List<IpPrefix> claimed =
                  owners.groups().stream()
                      .filter(group -> group.segment.equals(segment))
                      .flatMap(group -> group.addresses.stream())
                      .filter(address -> !routed.contains(address))
                      .toList();
              remote.bySegment.put(segment, routed.union(DualStackPrefixSet.of(claimed)));
            });
    return remote;
  }

  /** The destinations; empty where they are unknown. */
  Optional<PrefixSet> of(Segment segment, IpFamily family) {
    return Optional.ofNullable(bySegment.get(segment)).map(known -> known.of(family));
  }
}
