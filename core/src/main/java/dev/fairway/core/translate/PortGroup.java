package dev.fairway.core.translate;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.AddressPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The second stage: addresses that own the same ports with the same treatment. One group becomes
 * one rule in each direction, and the rule is an exact product of its addresses and its ports.
 *
 * @param key what the addresses have in common
 * @param addresses the addresses, in no order
 * @param services the Services that own a tuple of the group, or want the same for it
 */
record PortGroup(Key key, List<IpPrefix> addresses, SortedSet<ServiceKey> services) {

  /**
   * What the addresses of a group have in common.
   *
   * @param rank where the treatment stands, and what it is
   * @param segment where the addresses live
   * @param family the family of the addresses
   * @param protocol the protocol of the ports; absent: all ports
   * @param ports the ports; absent: all ports
   */
  record Key(
      Rank rank,
      Segment segment,
      IpFamily family,
      Optional<IpProtocol> protocol,
      Optional<PortSet> ports)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::rank)
            .thenComparing(Key::segment)
            .thenComparing(Key::family)
            .thenComparing(key -> key.protocol.map(IpProtocol::number).orElse(-1))
            .thenComparing(key -> key.ports.map(PortSet::toString).orElse(""));

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    /** {@code tcp/80,443}, or {@code all}. */
    String portText() {
      return protocol.map(one -> one + "/" + ports.map(PortSet::toString).orElse("")).orElse("all");
    }
  }

  /** The groups, in the order of their keys. */
  static List<PortGroup> of(AddressPortOwners owned) {
    Map<Key, PortGroup> groups = new HashMap<>();
    for (AddressGroup holding : owned.holdings()) {
      if (!holding.addresses.isEmpty()) {
        addTo(groups, holding);
      }
    }
    return groups.values().stream().sorted(Comparator.comparing(PortGroup::key)).toList();
  }

  private static void addTo(Map<Key, PortGroup> groups, AddressGroup holding) {
    Map<Ports, List<Claim>> byTreatment = new LinkedHashMap<>();
    for (Claim claim : holding.owners) {
      byTreatment.computeIfAbsent(Ports.of(claim), absent -> new ArrayList<>()).add(claim);
    }
    byTreatment.forEach(
        (ports, claims) -> {
          Key key =
              new Key(
                  claims.get(0).rank(),
                  holding.segment,
                  holding.family,
                  ports.protocol,
                  ports.protocol.map(
                      present ->
                          PortSet.of(
                              claims.stream().map(Claim::port).map(AddressPort::port).toList())));
          PortGroup group =
              groups.computeIfAbsent(
                  key, absent -> new PortGroup(key, new ArrayList<>(), new TreeSet<>()));
          group.addresses.addAll(holding.addresses);
          claims.forEach(claim -> group.services.add(claim.service.key()));
          holding.sharers.stream()
              .filter(sharer -> ports.equals(Ports.of(sharer)))
              .forEach(sharer -> group.services.add(sharer.service.key()));
        });
  }

  private record Ports(Treatment treatment, Optional<IpProtocol> protocol) {
    static Ports of(Claim claim) {
      return new Ports(claim.asked.treatment(), claim.port().protocol());
    }
  }
}
