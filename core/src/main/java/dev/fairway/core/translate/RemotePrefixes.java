package dev.fairway.core.translate;

import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The destinations of rules that match senders: the prefixes that the WAN routes in a segment and
 * every address with a rule there. Unknown where the inventory does not know the routes.
 */
final class RemotePrefixes {

  private final Map<Segment, DualStackPrefixSet> bySegment = new HashMap<>();

  private RemotePrefixes() {}

  static RemotePrefixes of(WanInventory wan, AddressPortOwners owners) {
    Map<Segment, List<IpPrefix>> withRule = new HashMap<>();
    for (AddressGroup group : owners.groups()) {
      DualStackPrefixSet routed = wan.routed().get(group.segment);
      if (routed != null) {
        group.addresses.stream()
            .filter(address -> !routed.contains(address))
            .forEach(withRule.computeIfAbsent(group.segment, absent -> new ArrayList<>())::add);
      }
    }
    RemotePrefixes scope = new RemotePrefixes();
    wan.routed()
        .forEach(
            (segment, routed) ->
                scope.bySegment.put(
                    segment,
                    routed.union(
                        DualStackPrefixSet.of(withRule.getOrDefault(segment, List.of())))));
    return scope;
  }

  /** The destinations; empty where they are unknown. */
  Optional<PrefixSet> of(Segment segment, IpFamily family) {
    @Nullable DualStackPrefixSet known = bySegment.get(segment);
    return known == null ? Optional.empty() : Optional.of(known.of(family));
  }
}
