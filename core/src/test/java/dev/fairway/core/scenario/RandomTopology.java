package dev.fairway.core.scenario;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.proof.PacketClasses;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The generator of small random WANs, clusters and packets, crowded on purpose: few addresses and
 * ports, so that Services share ports of addresses, meet in packets, and have adjacent addresses.
 */
public final class RandomTopology {

  public static final Transport MPLS = new Transport("mpls");
  public static final Transport BIZ = new Transport("biz-internet");
  public static final Transport PUBLIC = new Transport("public-internet");

  private static final int[] PORTS = {53, 80, 81, 443, 65_535};
  private static final List<IpProtocol> PROTOCOLS =
      List.of(IpProtocol.TCP, IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP);

  private final Random random;
  private final List<Endpoint.Kind> kinds;

  public RandomTopology(long seed) {
    this(seed, List.of(Endpoint.Kind.POD));
  }

  /** A topology whose addresses are of these kinds. */
  public RandomTopology(long seed, List<Endpoint.Kind> kinds) {
    this.random = new Random(seed);
    this.kinds = kinds;
  }

  public static WanInventory wan(boolean routesKnown) {
    List<Site> sites = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    List<IpPrefix> routed = new ArrayList<>();
    for (int site = 1; site <= 3; site++) {
      SiteId id = new SiteId(site + "00");
      List<Attachment> attachments =
          List.of(MPLS, BIZ, PUBLIC).stream()
              .map(transport -> Attachment.ofEncrypted(transport))
              .toList();
      sites.add(new Site(id, "site " + site, List.of(new Edge("edge-" + site, attachments))));
      for (String prefix : List.of("10." + site + ".0.0/16", "fd00:" + site + "::/32")) {
        networks.add(new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.of(id)));
        routed.add(IpPrefix.parse(prefix));
      }
    }
    SortedMap<Segment, DualStackPrefixSet> known = new TreeMap<>();
    if (routesKnown) {
      known.put(Segment.DEFAULT, DualStackPrefixSet.of(routed));
    }
    return new WanInventory(sites, networks, List.of(), known);
  }

  public FleetSnapshot fleet(int clusters, int services) {
    List<ClusterSnapshot> all = new ArrayList<>();
    for (int i = 0; i < clusters; i++) {
      all.add(cluster("cluster-" + i, services));
    }
    return FleetSnapshot.of(all.toArray(ClusterSnapshot[]::new));
  }

  private ClusterSnapshot cluster(String name, int services) {
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    for (int i = 0; i < services; i++) {
      ServiceKey key = new ServiceKey(name, "shop", "service-" + i);
      states.put(key, service(key));
    }
    List<Network> declared =
        random.nextInt(4) == 0
            ? List.of(
                new Network(IpPrefix.parse("10.0.0.0/8"), Segment.DEFAULT, Optional.empty()),
                new Network(IpPrefix.parse("192.0.2.0/24"), new Segment("guest"), Optional.empty()))
            : List.of();
    return cluster(name, declared, states);
  }

  public static ClusterSnapshot cluster(
      String name, List<Network> networks, SortedMap<ServiceKey, ServiceState> services) {
    return new ClusterSnapshot(
        name,
        new OwnerId(name),
        1,
        Completeness.COMPLETE,
        networks,
        Optional.empty(),
        Datapath.NATIVE,
        services,
        List.of());
  }

  private ServiceState service(ServiceKey key) {
    List<ServicePort> ports = new ArrayList<>();
    List<ServiceEndpoints> endpoints = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      IpProtocol protocol = pick(PROTOCOLS);
      String name = "port-" + i;
      ports.add(new ServicePort(name, protocol, 8000 + i));
      OptionalInt number =
          random.nextInt(12) == 0
              ? OptionalInt.empty()
              : OptionalInt.of(PORTS[random.nextInt(PORTS.length)]);
      endpoints.add(new ServiceEndpoints(name, Optional.of(protocol), number, endpoints()));
      if (random.nextInt(4) == 0) {
        ServiceEndpoints other =
            new ServiceEndpoints(
                name,
                Optional.of(protocol),
                OptionalInt.of(PORTS[random.nextInt(PORTS.length)] - 1),
                endpoints());
        if (!other.port().equals(number)) {
          endpoints.add(other);
        }
      }
    }
    Instant created = Instant.EPOCH.plusSeconds(random.nextInt(3));
    return new ServiceState(key, created, ports, reading(count), endpoints, List.of());
  }

  private List<Endpoint> endpoints() {
    SortedMap<IpPrefix, Endpoint> endpoints = new TreeMap<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      IpPrefix address = address();
      Optional<SiteId> site =
          random.nextInt(6) == 0
              ? Optional.of(new SiteId((1 + random.nextInt(3)) + "00"))
              : Optional.empty();
      Endpoint.State state =
          random.nextInt(3) == 0
              ? new Endpoint.State(random.nextBoolean(), random.nextBoolean(), random.nextBoolean())
              : Endpoint.State.READY;
      Endpoint.Kind kind = kinds.size() == 1 ? kinds.get(0) : pick(kinds);
      endpoints.put(
          address, new Endpoint(address, site, kind, state, Optional.empty(), Optional.empty()));
    }
    return List.copyOf(endpoints.values());
  }

  private IpPrefix address() {
    int site = 1 + random.nextInt(3);
    return switch (random.nextInt(12)) {
      case 0 -> IpPrefix.parse("192.0.2." + random.nextInt(3));
      case 1, 2, 3 -> IpPrefix.parse("fd00:" + site + "::" + (1 + random.nextInt(4)));
      default -> IpPrefix.parse("10." + site + ".0." + random.nextInt(6));
    };
  }

  private IntentReading reading(int ports) {
    if (random.nextInt(5) == 0) {
      return IntentReading.ABSENT;
    }
    List<PortIntent> parts = new ArrayList<>();
    parts.add(
        new PortIntent(
            switch (random.nextInt(4)) {
              case 0 -> PortSelection.ALL;
              case 1 -> PortSelection.listed(List.of("port-0"));
              default -> PortSelection.EVERY;
            },
            treatment()));
    if (random.nextInt(3) == 0) {
      parts.add(
          new PortIntent(
              PortSelection.listed(List.of("port-" + random.nextInt(ports))), treatment()));
    }
    ServiceIntent intent = new ServiceIntent(parts);
    return new IntentReading(
        Optional.of(intent),
        random.nextBoolean() ? Optional.of(intent) : Optional.empty(),
        List.of(),
        Set.of(),
        List.of());
  }

  public static IntentReading asking(ServiceIntent intent) {
    return new IntentReading(Optional.of(intent), Optional.empty(), List.of(), Set.of(), List.of());
  }

  private Treatment treatment() {
    Fallback fallback = random.nextInt(3) == 0 ? Fallback.ANY : Fallback.NONE;
    return switch (random.nextInt(4)) {
      case 0 -> Treatment.steer(fallback, MPLS, BIZ);
      case 1 -> Treatment.steer(fallback, BIZ, MPLS);
      case 2 -> Treatment.steer(fallback, MPLS);
      default -> Treatment.steer(fallback, BIZ);
    };
  }

  /** A packet on or beside a boundary of a prefix or port range. */
  public Flow packet(PacketClasses classes) {
    IpFamily family = random.nextInt(4) == 0 ? IpFamily.IPV6 : IpFamily.IPV4;
    List<IpPrefix> addresses = List.copyOf(classes.addresses(family));
    IpProtocol protocol = pick(List.copyOf(classes.protocols()));
    int[] ports = pick(classes.portPairs(protocol));
    return new Flow(
        pick(List.copyOf(classes.segments())),
        pick(addresses),
        pick(addresses),
        protocol,
        ports[0],
        ports[1]);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
