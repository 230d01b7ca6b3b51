package dev.fairway.core.translate;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.Treatment;
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
 * The second stage of translation: the addresses that own the same ports with the same treatment
 * for the same peers. One group becomes one rule in each direction, and the rule is an exact
 * product of its addresses and its ports.
 *
 * @param key the common properties of the addresses
 * @param addresses the addresses, in no order
 * @param services the Services that own a port of the group, or declare its treatment for one
 */
record PortGroup(Key key, List<IpPrefix> addresses, SortedSet<ServiceKey> services) {

  /**
   * The common properties of the addresses of a group. Their order is the order of rules.
   *
   * @param rank the rank of the treatment, and the treatment
   * @param segment the segment of the addresses
   * @param family the family of the addresses
   * @param protocol the protocol of the ports; absent: all ports
   * @param ports the ports; absent: all ports
   * @param peers the peers; absent: all
   */
  record Key(
      Rank rank,
      Segment segment,
      IpFamily family,
      Optional<IpProtocol> protocol,
      Optional<PortSet> ports,
      Optional<PeerSet> peers)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::rank)
            .thenComparing(Key::segment)
            .thenComparing(Key::family)
            .thenComparing(key -> key.protocol.map(IpProtocol::number).orElse(-1))
            .thenComparing(key -> key.ports.map(PortSet::toString).orElse(""))
            .thenComparing(key -> key.peers.map(PeerSet::text).orElse(""));

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    /** The key of the same addresses and ports with another treatment for some peers. */
    Key with(Rank other, Optional<PeerSet> some) {
      return new Key(other, segment, family, protocol, ports, some);
    }

    /** {@code tcp/80,443}, or {@code all}. */
    String portText() {
      return protocol
          .map(present -> present + "/" + ports.map(PortSet::toString).orElse(""))
          .orElse("all");
    }
  }

  private record TreatedProtocol(
      boolean retained, Treatment treatment, Optional<IpProtocol> protocol) {
    static TreatedProtocol of(Claim claim) {
      return new TreatedProtocol(
          claim.isRetained(), claim.declared.treatment(), claim.port().protocol());
    }
  }

  /** The groups, in the order of their keys. */
  static List<PortGroup> of(AddressPortOwners owners, PairSteering pairs) {
    Map<Key, PortGroup> groups = new HashMap<>();
    for (AddressGroup addresses : owners.groups()) {
      if (!addresses.addresses.isEmpty()) {
        addTo(groups, addresses, pairs);
      }
    }
    return groups.values().stream().sorted(Comparator.comparing(PortGroup::key)).toList();
  }

  private static void addTo(
      Map<Key, PortGroup> groups, AddressGroup addresses, PairSteering pairs) {
    Map<TreatedProtocol, List<Claim>> byProtocol = new LinkedHashMap<>();
    for (Claim claim : addresses.owners) {
      byProtocol.computeIfAbsent(TreatedProtocol.of(claim), absent -> new ArrayList<>()).add(claim);
    }
    byProtocol.forEach(
        (treated, claims) -> {
          List<Integer> ports = claims.stream().map(claim -> claim.port().port()).toList();
          Key key =
              new Key(
                  claims.get(0).ranks().get(0),
                  addresses.segmentFamily.segment(),
                  addresses.segmentFamily.family(),
                  treated.protocol,
                  treated.protocol.map(present -> PortSet.of(ports)),
                  Optional.empty());
          if (claims.get(0).restricts()) {
            boolean bounded = pairs.isBounded(addresses.segmentFamily.segment());
            claims
                .get(0)
                .peerRanks(bounded)
                .forEach(
                    (rank, peers) ->
                        addTo(groups, key.with(rank, peers), addresses, claims, pairs));
          } else {
            addTo(groups, key, addresses, claims, pairs);
          }
        });
  }

  private static void addTo(
      Map<Key, PortGroup> groups,
      Key key,
      AddressGroup addresses,
      List<Claim> claims,
      PairSteering pairs) {
    if (pairs.concern(key.rank.declared())) {
      pairs
          .parts(key, addresses.places)
          .forEach((part, some) -> addTo(groups, part, some, claims, addresses.sharers));
    } else {
      addTo(groups, key, addresses.addresses, claims, addresses.sharers);
    }
  }

  private static void addTo(
      Map<Key, PortGroup> groups,
      Key key,
      List<IpPrefix> addresses,
      List<Claim> claims,
      List<AddressGroup.Sharer> sharers) {
    PortGroup group =
        groups.computeIfAbsent(
            key, absent -> new PortGroup(key, new ArrayList<>(), new TreeSet<>()));
    group.addresses.addAll(addresses);
    claims.forEach(claim -> group.services.add(claim.service.key()));
    sharers.stream()
        .filter(sharer -> claims.contains(sharer.owner()))
        .forEach(sharer -> group.services.add(sharer.claim().service.key()));
  }
}
