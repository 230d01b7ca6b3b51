package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fabrics for tests: Frankfurt 10.1.0.0/16 and Madrid 10.2.0.0/16, three transports between, a
 * firewall in Frankfurt and an intrusion detection that may be passed by in Madrid.
 */
final class Fabrics {

  static final Transport MPLS = new Transport("mpls");
  static final Transport BUSINESS = new Transport("biz-internet");
  static final Transport PUBLIC = new Transport("public-internet");

  private Fabrics() {}

  static FabricSpec twoSites(Commit commit) {
    return new FabricSpec(inventory(), TargetProfile.unlimited(commit), List.of());
  }

  /** The same fabric with tunnels over mpls that are not encrypted. */
  static FabricSpec mplsInTheClear(Commit commit) {
    FabricSpec encrypted = twoSites(commit);
    List<Tunnel> tunnels = new ArrayList<>();
    for (Tunnel tunnel : encrypted.inventory().tunnels()) {
      tunnels.add(
          new Tunnel(
              tunnel.fromEdge(),
              tunnel.localTransport(),
              tunnel.toEdge(),
              tunnel.remoteTransport(),
              !tunnel.localTransport().equals(MPLS),
              tunnel.segment(),
              tunnel.up(),
              tunnel.quality()));
    }
    return new FabricSpec(
        encrypted.inventory().withTunnels(tunnels), encrypted.profile(), encrypted.foreign());
  }

  private static WanInventory inventory() {
    List<Tunnel> tunnels = new ArrayList<>();
    for (Transport transport : List.of(MPLS, BUSINESS, PUBLIC)) {
      tunnels.add(tunnel("fra-1", "mad-1", transport));
      tunnels.add(tunnel("mad-1", "fra-1", transport));
    }
    return new WanInventory(
        List.of(site("100", "Frankfurt", "fra-1"), site("200", "Madrid", "mad-1")),
        List.of(network("10.1.0.0/16", "100"), network("10.2.0.0/16", "200")),
        tunnels,
        new TreeMap<>(),
        List.of(
            new ServiceFunction("firewall", new SiteId("100"), false, true),
            new ServiceFunction("ids", new SiteId("200"), true, true)));
  }

  private static Site site(String id, String name, String edge) {
    List<Attachment> attachments =
        List.of(MPLS, BUSINESS, PUBLIC).stream()
            .map(transport -> Attachment.ofEncrypted(transport))
            .toList();
    return new Site(new SiteId(id), name, List.of(new Edge(edge, attachments)));
  }

  private static Network network(String cidr, String site) {
    return new Network(IpPrefix.parse(cidr), Segment.DEFAULT, Optional.of(new SiteId(site)));
  }

  private static Tunnel tunnel(String from, String to, Transport transport) {
    return new Tunnel(
        from, transport, to, transport, true, Optional.empty(), true, Optional.empty());
  }

  /** Rule number n: TCP 443 to the addresses, over mpls alone, at both sites. */
  static PathRule rule(OwnerId owner, int number, String... addresses) {
    return rule(owner, number, Treatment.steer(Fallback.NONE, MPLS), addresses);
  }

  static PathRule rule(OwnerId owner, int number, Treatment treatment, String... addresses) {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse(String.join(",", addresses)))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443))
            .build();
    TreeSet<SiteId> sites = new TreeSet<>(List.of(new SiteId("100"), new SiteId("200")));
    return new PathRule(
        RuleId.ofKey("rule " + number),
        owner,
        new Scope(Segment.DEFAULT, sites),
        Direction.TO_SERVICE,
        match,
        treatment);
  }

  /** The rule for the replies to the packets that a rule of {@link #rule} takes. */
  static PathRule replies(PathRule requests) {
    TrafficMatch match =
        TrafficMatch.builder(requests.match().family())
            .source(requests.serviceAddresses())
            .protocol(IpProtocol.TCP)
            .sourcePorts(requests.servicePorts().orElseThrow())
            .build();
    return new PathRule(
        RuleId.ofKey("replies " + requests.id()),
        requests.owner(),
        requests.scope(),
        Direction.FROM_SERVICE,
        match,
        requests.treatment());
  }

  /** The same rule, installed at these sites only. */
  static PathRule withSites(PathRule rule, String... sites) {
    TreeSet<SiteId> only = new TreeSet<>();
    for (String site : sites) {
      only.add(new SiteId(site));
    }
    return rule.withSites(only);
  }

  /** A packet to port 443 in the default segment. */
  static Flow flow(String source, String destination) {
    return new Flow(
        Segment.DEFAULT,
        IpPrefix.parse(source),
        IpPrefix.parse(destination),
        IpProtocol.TCP,
        40_000,
        443);
  }
}
