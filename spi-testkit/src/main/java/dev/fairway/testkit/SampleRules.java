package dev.fairway.testkit;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.PeerSet;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.WanSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rules for one owner that any target can take: made of its own sites and transports, and of no
 * feature that it does not list. Addresses are those of documentation (RFC 5737, RFC 3849), so that
 * they mean nothing on a target that is not only a test.
 */
final class SampleRules {

  private static final int PORT = 443;

  private final OwnerId owner;
  private final WanInventory inventory;
  private final TargetProfile profile;

  SampleRules(OwnerId owner, WanSnapshot reading) {
    this.owner = owner;
    this.inventory = reading.inventory();
    this.profile = reading.profile();
  }

  /** Rule number n, 0 to 255: to one address of its own, over the target's nth transport. */
  PathRule rule(int number) {
    return rule(number, "192.0.2." + number);
  }

  /** Rule number n as above, to other addresses. */
  PathRule rule(int number, String... addresses) {
    return rule(number, number, addresses);
  }

  /** Rule number n, to addresses and over a transport that are not its usual ones. */
  PathRule rule(int number, int transport, String... addresses) {
    List<IpPrefix> prefixes = new ArrayList<>();
    for (String address : addresses) {
      prefixes.add(IpPrefix.parse(address));
    }
    return rule("number " + number, toService(PrefixSet.of(prefixes)), usual(transport));
  }

  /** Rule number n, to so many addresses that no two of them make one prefix. */
  PathRule ruleOfPrefixes(int number, int count) {
    String[] addresses = new String[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = "198.51." + (100 + number) + "." + 2 * i;
    }
    return rule(number, addresses);
  }

  /** Rule number n, from so many addresses to so many, no two of which make one prefix. */
  PathRule ruleBetween(int number, int senders, int receivers) {
    TrafficMatch match =
        fromService(apart("192.0.2.", senders))
            .destination(apart("198.51.100.", receivers))
            .build();
    return rule("number " + number, match, usual(number));
  }

  /** Rule number n, from so many addresses, no two of which make one prefix. */
  PathRule ruleOfSenders(int number, int count) {
    return rule("number " + number, fromService(apart("192.0.2.", count)).build(), usual(number));
  }

  private static PrefixSet apart(String network, int count) {
    List<IpPrefix> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(IpPrefix.parse(network + 2 * i));
    }
    return PrefixSet.of(addresses);
  }

  /** So many rules, each of which shares one address with the next, over another transport. */
  List<PathRule> chain(int count) {
    List<PathRule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(rule(i, "192.0.2." + 2 * i, "192.0.2." + (2 * i + 2)));
    }
    return rules;
  }

  /** Networks of the kit's segment, one for each site that has some, where the target says so. */
  List<Network> lans() {
    SortedMap<SiteId, Network> bySite = new TreeMap<>();
    for (Network network : inventory.networks()) {
      IpPrefix first = PrefixSet.of(network.prefix()).firstAddress();
      boolean usable =
          network.segment().equals(segment())
              && first.family() == IpFamily.IPV4
              && inventory.networkOf(segment(), first).equals(Optional.of(network));
      if (usable) {
        network.site().ifPresent(site -> bySite.putIfAbsent(site, network));
      }
    }
    return List.copyOf(bySite.values());
  }

  /** A packet that the rule takes, from a network. */
  Flow flowFrom(Network network, PathRule rule) {
    Flow flow = flow(rule);
    return new Flow(
        flow.segment(),
        PrefixSet.of(network.prefix()).firstAddress(),
        flow.destination(),
        flow.protocol(),
        flow.sourcePort(),
        flow.destinationPort());
  }

  /** A rule that needs the feature, and as little else as can be. */
  PathRule needing(Feature feature) {
    PrefixSet service = WordRules.SERVICE;
    PrefixSet clients = PrefixSet.parse("198.51.100.0/25");
    String key = "needs " + feature;
    return switch (feature) {
      case IPV6 -> rule(key, toService(PrefixSet.parse("2001:db8:5::/48")), usual(0));
      case STRICT_STEER -> rule(key, toService(service), steer(Fallback.NONE, 0));
      case LOOSE_STEER -> rule(key, toService(service), steer(Fallback.ANY, 0));
      case ORDERED_STRICT -> rule(key, toService(service), steer(Fallback.NONE, 1, 0));
      case ORDERED_PREFERENCE -> rule(key, toService(service), steer(Fallback.ANY, 1, 0));
      case PORT_MATCH -> rule(key, ports(service, IpProtocol.TCP), usual(0));
      case OTHER_PORT_MATCH -> rule(key, ports(service, IpProtocol.SCTP), usual(0));
      case ANY_PROTOCOL ->
          rule(key, TrafficMatch.builder(service.family()).destination(service).build(), usual(0));
      case SOURCE_MATCH -> rule(key, fromService(service).build(), usual(0));
      case SOURCE_AND_DESTINATION_MATCH ->
          rule(key, fromService(service).destination(clients).build(), usual(0));
      case PEER_SETS, DROP, ENCRYPTED_ONLY, SERVICE_FUNCTION, MARK ->
          words().needing(feature).get(0);
    };
  }

  /** Rules that need the feature, each in another way; what else they need may not be there. */
  List<PathRule> allNeeding(Feature feature) {
    PrefixSet service = WordRules.SERVICE;
    List<PathRule> rules = new ArrayList<>(List.of(needing(feature)));
    String key = "also needs " + feature + " ";
    switch (feature) {
      case IPV6 -> {
        PrefixSet odd = PrefixSet.parse("2001:db8:5:8::/61,2001:db8:6::7");
        rules.add(rule(key + 1, toService(odd), usual(1)));
        rules.add(rule(key + 2, fromService(odd).build(), usual(2)));
      }
      case PORT_MATCH -> {
        rules.add(rule(key + 1, ports(service, IpProtocol.UDP), usual(1)));
        PortSet several = PortSet.parse("80,443,8000-8010");
        for (IpProtocol protocol : List.of(IpProtocol.TCP, IpProtocol.UDP)) {
          TrafficMatch match =
              ports(service, protocol).toBuilder().destinationPorts(several).build();
          rules.add(rule(key + several + protocol, match, usual(2)));
        }
      }
      case SOURCE_AND_DESTINATION_MATCH -> rules.add(toServiceFromSomeClients());
      case SOURCE_MATCH -> {
        PrefixSet odd = PrefixSet.parse("192.0.2.8/29,192.0.2.77");
        rules.add(rule(key + 1, fromService(odd).build(), usual(1)));
      }
      case PEER_SETS, DROP, ENCRYPTED_ONLY, SERVICE_FUNCTION, MARK -> {
        List<PathRule> all = words().needing(feature);
        rules.addAll(all.subList(1, all.size()));
      }
      default -> {}
    }
    return rules;
  }

  /** A rule towards a service that names the senders too, so the match does not tell its side. */
  PathRule toServiceFromSomeClients() {
    TrafficMatch match =
        toService(PrefixSet.parse("192.0.2.0/25")).toBuilder()
            .source(PrefixSet.parse("198.51.100.0/25"))
            .build();
    return rule("towards a service", Direction.TO_SERVICE, Optional.empty(), match, usual(0));
  }

  /** Rules that do more than choose transports for all peers. */
  WordRules words() {
    return new WordRules(this, inventory);
  }

  /** A packet that the rule takes. */
  Flow flow(PathRule rule) {
    TrafficMatch match = rule.match();
    boolean ipv4 = match.family().bits() == 32;
    IpPrefix other = IpPrefix.parse(ipv4 ? "198.51.100.77" : "2001:db8:77::1");
    IpPrefix source = match.source().map(PrefixSet::firstAddress).orElse(other);
    IpPrefix destination = match.destination().map(PrefixSet::firstAddress).orElse(other);
    IpProtocol protocol = match.protocol().orElse(IpProtocol.TCP);
    return new Flow(
        rule.scope().segment(),
        source,
        destination,
        protocol,
        match.sourcePorts().map(PortSet::first).orElse(40_000),
        match.destinationPorts().map(PortSet::first).orElse(40_001));
  }

  /** The rule that takes the packet at the site where it enters; at any site where unknown. */
  Optional<PathRule> decide(DesiredPolicy policy, Flow flow) {
    Collection<SiteId> sites =
        inventory
            .networkOf(flow.segment(), flow.source())
            .flatMap(Network::site)
            .<Collection<SiteId>>map(List::of)
            .orElse(inventory.siteIds());
    return policy.rules().stream()
        .filter(rule -> sites.stream().anyMatch(site -> rule.takes(flow, site)))
        .findFirst();
  }

  /** Packets at and around the rule: {@link BoundaryFlows}. */
  List<Flow> probes(PathRule rule) {
    return BoundaryFlows.of(rule, flow(rule), inventory);
  }

  /** The rule, installed at these sites only. */
  static PathRule at(PathRule rule, SiteId... sites) {
    return rule.withSites(new TreeSet<>(List.of(sites)));
  }

  private PathRule rule(String key, TrafficMatch match, Treatment treatment) {
    return rule(key, Direction.impliedBy(match), Optional.empty(), match, treatment);
  }

  /** A rule at all sites; the same key gives the same id. */
  PathRule rule(
      String key,
      Direction direction,
      Optional<PeerSet> peers,
      TrafficMatch match,
      Treatment treatment) {
    return new PathRule(
        RuleId.ofKey(owner + " " + key),
        owner,
        new Scope(segment(), inventory.siteIds()),
        direction,
        peers,
        match,
        treatment);
  }

  /** The segment of every rule of the kit. */
  Segment segment() {
    return inventory.networks().stream()
        .map(Network::segment)
        .sorted()
        .findFirst()
        .orElse(inventory.routed().isEmpty() ? Segment.DEFAULT : inventory.routed().firstKey());
  }

  /** Packets to a service at these addresses, as exactly as the target can match. */
  TrafficMatch toService(PrefixSet addresses) {
    if (profile.has(Feature.PORT_MATCH)) {
      return ports(addresses, IpProtocol.TCP);
    }
    if (profile.has(Feature.ANY_PROTOCOL)) {
      return TrafficMatch.builder(addresses.family()).destination(addresses).build();
    }
    return ports(addresses, IpProtocol.SCTP);
  }

  /** Packets from a service at these addresses. */
  TrafficMatch.Builder fromService(PrefixSet addresses) {
    TrafficMatch.Builder match = TrafficMatch.builder(addresses.family()).source(addresses);
    if (profile.has(Feature.PORT_MATCH)) {
      match.protocol(IpProtocol.TCP).sourcePorts(PortSet.of(PORT));
    }
    return match;
  }

  private static TrafficMatch ports(PrefixSet addresses, IpProtocol protocol) {
    return TrafficMatch.builder(addresses.family())
        .destination(addresses)
        .protocol(protocol)
        .destinationPorts(PortSet.of(PORT))
        .build();
  }

  /** A treatment that needs as little as can be, over the target's nth transport. */
  Treatment usual(int transport) {
    return steer(profile.has(Feature.STRICT_STEER) ? Fallback.NONE : Fallback.ANY, transport);
  }

  /** The order is not that of the names, so a target that sorts a preference is found out. */
  Treatment steer(Fallback fallback, int... preference) {
    List<Transport> offered = List.copyOf(inventory.transports());
    Transport[] chosen = new Transport[preference.length];
    for (int i = 0; i < preference.length; i++) {
      chosen[i] = offered.get(preference[i] % offered.size());
    }
    return Treatment.steer(fallback, chosen);
  }
}
