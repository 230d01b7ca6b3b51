package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.resolve.AddressPort;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PortClaim;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The IPv4 addresses of clients and pods, and the packets between them. No address is given twice,
 * not even after its pod is gone. Not thread-safe.
 */
final class DemoAddresses {

  /** The offset of a client, and of the first pod after a full network, in the site's network. */
  private static final int OFFSET = 10;

  /** The first port of the range that clients send from (RFC 6335 section 6). */
  private static final int CLIENT_PORT = 49_152;

  /** The destination port of a packet where a Service claims every port. */
  private static final int ANY_PORT = 80;

  /** An address for documentation (RFC 5737), which no site has. */
  private static final IpPrefix INTERNET = IpPrefix.parse("203.0.113.7");

  private final WanInventory wan;
  private final Set<IpPrefix> taken = new HashSet<>();
  private final SortedMap<SiteId, Ipv4Prefix> clients = new TreeMap<>();

  /** Addresses of which those of the endpoints are taken. */
  DemoAddresses(WanInventory wan, Stream<Endpoint> endpoints) {
    this.wan = wan;
    endpoints.map(Endpoint::address).forEach(taken::add);
    for (Network network : wan.networks()) {
      if (network.site().isPresent() && network.prefix() instanceof Ipv4Prefix prefix) {
        clients.computeIfAbsent(network.site().get(), site -> free(prefix.bits() + OFFSET));
      }
    }
  }

  /** The next free address after a pod's, in its network. */
  String next(String pod) {
    Ipv4Prefix address = (Ipv4Prefix) IpPrefix.parse(pod);
    Ipv4Prefix next = free(address.bits() + 1);
    Optional<Network> network = network(address);
    boolean isInNetwork = network.isEmpty() || network.equals(network(next));
    return (isInNetwork ? next : free(((Ipv4Prefix) network.get().prefix()).bits() + OFFSET))
        .addressText();
  }

  private Ipv4Prefix free(int start) {
    int bits = start;
    while (!taken.add(Ipv4Prefix.address(bits))) {
      bits++;
    }
    return Ipv4Prefix.address(bits);
  }

  /** The site whose network holds an address. */
  Optional<SiteId> siteOf(IpPrefix address) {
    return network(address).flatMap(Network::site);
  }

  /** The name of the site whose network holds the address of a pod. */
  String siteName(String pod) {
    return siteOf(IpPrefix.parse(pod))
        .flatMap(wan::site)
        .map(Site::name)
        .orElse("at no site of the WAN");
  }

  private Optional<Network> network(IpPrefix address) {
    return wan.networkOf(Segment.DEFAULT, address);
  }

  /** A packet to the first address and port that the Service claims; empty where it claims none. */
  Optional<Flow> flowToClaimOf(ResolvedService service) {
    return service.claims().stream().flatMap(claim -> flowsTo(claim).stream()).findFirst();
  }

  /** The same packet from the client at the first site that is neither end's. */
  Flow fromThirdSite(Flow flow) {
    List<Optional<SiteId>> ends = List.of(siteOf(flow.source()), siteOf(flow.destination()));
    return clients.entrySet().stream()
        .filter(entry -> !ends.contains(Optional.of(entry.getKey())))
        .findFirst()
        .map(entry -> from(entry.getValue(), flow))
        .orElseThrow();
  }

  /** The same packet from a client on the internet. */
  static Flow fromInternet(Flow flow) {
    return from(INTERNET, flow);
  }

  private static Flow from(IpPrefix client, Flow flow) {
    return new Flow(
        flow.segment(),
        client,
        flow.destination(),
        flow.protocol(),
        flow.sourcePort(),
        flow.destinationPort());
  }

  /** A packet to each IPv4 address that is claimed with the port. */
  List<Flow> flowsTo(PortClaim claim) {
    return claim.addresses().stream()
        .map(ClaimedAddress::address)
        .filter(address -> address.family() == IpFamily.IPV4)
        .map(address -> flowTo(address, claim.port()))
        .toList();
  }

  /** A packet to the first pod behind the first port that has a number; empty where none is. */
  Optional<Flow> flowTo(ServiceState service) {
    for (ServiceEndpoints behind : service.endpoints()) {
      Optional<Endpoint> pod =
          behind.endpoints().stream().filter(DemoAddresses::isReachable).findFirst();
      if (behind.port().isPresent() && pod.isPresent()) {
        AddressPort port =
            AddressPort.of(behind.protocol().orElseThrow(), behind.port().getAsInt());
        return Optional.of(flowTo(pod.get().address(), port));
      }
    }
    return Optional.empty();
  }

  /** True for an IPv4 address. */
  static boolean isReachable(Endpoint endpoint) {
    return endpoint.address().family() == IpFamily.IPV4;
  }

  /** A packet from the client at the first site that is not the pod's. */
  private Flow flowTo(IpPrefix pod, AddressPort port) {
    Optional<SiteId> podSite = siteOf(pod);
    Ipv4Prefix client =
        clients.entrySet().stream()
            .filter(entry -> !podSite.equals(Optional.of(entry.getKey())))
            .findFirst()
            .orElseThrow()
            .getValue();
    return new Flow(
        Segment.DEFAULT,
        client,
        pod,
        port.protocol().orElse(IpProtocol.TCP),
        CLIENT_PORT,
        port.isAll() ? ANY_PORT : port.port());
  }
}
