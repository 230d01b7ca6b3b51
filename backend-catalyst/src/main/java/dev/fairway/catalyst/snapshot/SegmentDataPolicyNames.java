package dev.fairway.catalyst.snapshot;

import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.core.net.Segment;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the containers of the segments are called, and the VPN lists under which they hold. */
final class SegmentDataPolicyNames {

  private final SortedMap<String, Segment> definitions = new TreeMap<>();
  private final Set<String> vpnLists = new TreeSet<>();

  SegmentDataPolicyNames(SegmentVpns vpns) {
    for (Segment segment : vpns.numbers().keySet()) {
      String name = CatalystNames.definition(segment);
      definitions.put(name, segment);
      definitions.put(CatalystNames.second(name), segment);
      vpnLists.add(CatalystNames.vpn(segment));
      vpnLists.add(CatalystNames.second(CatalystNames.vpn(segment)));
    }
  }

  /** Whose container a definition of this name is. */
  Optional<Segment> segment(String definition) {
    return Optional.ofNullable(definitions.get(definition));
  }

  /** True for a list of a VPN that Fairway makes for one of the segments. */
  boolean isVpnList(StoredList list) {
    return list.type().equalsIgnoreCase("vpn") && vpnLists.contains(list.name());
  }
}
