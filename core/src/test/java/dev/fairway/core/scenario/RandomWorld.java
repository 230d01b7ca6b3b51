package dev.fairway.core.scenario;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.PortSelection;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The generator of small random worlds in which every word is asked for: three to five sites, two
 * segments with the same prefixes, networks inside each other and without a site, protected
 * addresses, and Services that share addresses and ports, some of them with retained endpoints.
 * Crowded on purpose.
 */
public final class RandomWorld {

  public static final Segment GUEST = new Segment("guest");

  private static final List<Transport> TRANSPORTS =
      List.of(RandomTopology.MPLS, RandomTopology.BIZ, RandomTopology.PUBLIC);
  private static final List<String> FUNCTIONS = List.of("firewall", "ids");
  private static final int[] PORTS = {53, 80, 81, 65_535};
  private static final List<IpProtocol> PROTOCOLS =
      List.of(IpProtocol.TCP, IpProtocol.TCP, IpProtocol.TCP, IpProtocol.UDP);

  private final Random random;
  private final Random retained;
  private final List<SiteId> sites = new ArrayList<>();

  RandomWorld(long seed) {
    this.random = new Random(seed);
    this.retained = new Random(-seed - 1);
    int count = 3 + random.nextInt(3);
    for (int site = 1; site <= count; site++) {
      sites.add(new SiteId(site + "00"));
    }
  }

  /**
   * A fleet and its WAN.
   *
   * @param fleet the clusters
   * @param wan the WAN
   */
  public record World(FleetSnapshot fleet, WanInventory wan) {}

  /** The world of a seed, with up to three clusters. */
  public static World world(long seed, int mostServices) {
    RandomWorld random = new RandomWorld(seed);
    WanInventory wan = random.wan();
    List<ClusterSnapshot> clusters = new ArrayList<>();
    int count = random.often(2) ? 1 : 2 + random.random.nextInt(2);
    for (int i = 0; i < count; i++) {
      clusters.add(random.cluster("cluster-" + i, 1 + random.random.nextInt(mostServices)));
    }
    return new World(FleetSnapshot.of(clusters.toArray(ClusterSnapshot[]::new)), wan);
  }

  /** True once in so many times. */
  boolean often(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> Optional<T> maybe(int times, Supplier<T> value) {
    return often(times) ? Optional.of(value.get()) : Optional.empty();
  }

  private WanInventory wan() {
    List<Attachment> attachments = TRANSPORTS.stream().map(Attachment::ofEncrypted).toList();
    List<Site> all = new ArrayList<>();
    for (SiteId site : sites) {
      all.add(new Site(site, "site " + site, List.of(new Edge("edge-" + site, attachments))));
    }
    List<Network> networks = new ArrayList<>();
    for (Segment segment : List.of(Segment.DEFAULT, GUEST)) {
      for (int site = 1; site <= sites.size(); site++) {
        for (String prefix : List.of("10." + site + ".0.0/16", "fd00:" + site + "::/32")) {
          if (!often(6)) {
            networks.add(new Network(IpPrefix.parse(prefix), segment, siteOr(site)));
          }
        }
        if (often(2)) {
          String inside = often(3) ? "fd00:" + site + "::/126" : "10." + site + ".0.2/31";
          networks.add(new Network(IpPrefix.parse(inside), segment, maybe(2, () -> pick(sites))));
        }
      }
      if (often(3)) {
        networks.add(
            new Network(IpPrefix.parse("10.0.0.0/8"), segment, maybe(3, () -> pick(sites))));
      }
    }
    return new WanInventory(all, networks, tunnels(), routed(networks), functions());
  }

  /** In the first segment mostly its own site; in the other one any. */
  private Optional<SiteId> siteOr(int site) {
    return Optional.of(often(4) ? pick(sites) : sites.get(site - 1));
  }

  private List<Tunnel> tunnels() {
    List<Tunnel> tunnels = new ArrayList<>();
    for (SiteId from : sites) {
      for (SiteId to : sites) {
        for (Transport transport : TRANSPORTS) {
          if (!from.equals(to) && !often(4)) {
            tunnels.add(
                new Tunnel(
                    "edge-" + from,
                    transport,
                    "edge-" + to,
                    transport,
                    !transport.equals(RandomTopology.PUBLIC) || often(2),
                    maybe(5, () -> GUEST),
                    !often(5),
                    Optional.empty()));
          }
        }
      }
    }
    return tunnels;
  }

  private SortedMap<Segment, DualStackPrefixSet> routed(List<Network> networks) {
    SortedMap<Segment, DualStackPrefixSet> routed = new TreeMap<>();
    for (Segment segment : List.of(Segment.DEFAULT, GUEST)) {
      if (!often(5)) {
        List<IpPrefix> prefixes = new ArrayList<>();
        for (Network network : networks) {
          if (network.segment().equals(segment) && !often(5)) {
            prefixes.add(network.prefix());
          }
        }
        if (often(3)) {
          prefixes.add(IpPrefix.parse("203.0.113.0/30"));
        }
        routed.put(segment, DualStackPrefixSet.of(prefixes));
      }
    }
    return routed;
  }

  private List<ServiceFunction> functions() {
    return FUNCTIONS.stream()
        .filter(name -> !often(8))
        .map(name -> new ServiceFunction(name, pick(sites), random.nextBoolean(), true))
        .toList();
  }

  private ClusterSnapshot cluster(String name, int services) {
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    for (int i = 0; i < services; i++) {
      ServiceKey key = new ServiceKey(name, pick(List.of("shop", "bank")), "service-" + i);
      states.put(key, service(key));
    }
    return new ClusterSnapshot(
        name,
        new OwnerId(name),
        1,
        Completeness.COMPLETE,
        declared(),
        maybe(3, () -> pick(sites)),
        Datapath.NATIVE,
        states,
        List.of(),
        protectedAddresses());
  }

  private List<Network> declared() {
    List<Network> networks = new ArrayList<>();
    if (often(2)) {
      networks.add(network("10.0.0.0/8", Segment.DEFAULT, Optional.empty()));
      networks.add(network("fd00::/8", pick(segments()), Optional.empty()));
      networks.add(network("192.0.2.0/24", GUEST, maybe(2, () -> pick(sites))));
      networks.add(
          network("10." + siteNumber() + ".0.4/31", pick(segments()), maybe(2, () -> pick(sites))));
      networks.add(network("10." + siteNumber() + ".0.0/29", GUEST, maybe(2, () -> pick(sites))));
    }
    return networks;
  }

  private static Network network(String prefix, Segment segment, Optional<SiteId> site) {
    return new Network(IpPrefix.parse(prefix), segment, site);
  }

  private static List<Segment> segments() {
    return List.of(Segment.DEFAULT, GUEST);
  }

  private int siteNumber() {
    return 1 + random.nextInt(sites.size());
  }

  private List<IpPrefix> protectedAddresses() {
    List<IpPrefix> addresses = new ArrayList<>();
    while (often(2)) {
      addresses.add(
          switch (random.nextInt(3)) {
            case 0 -> IpPrefix.parse("10." + siteNumber() + ".0.4/30");
            case 1 -> IpPrefix.parse("fd00:" + siteNumber() + "::2/127");
            default -> address();
          });
    }
    return addresses;
  }

  private IpPrefix address() {
    int site = siteNumber();
    return switch (random.nextInt(12)) {
      case 0 -> IpPrefix.parse("192.0.2." + random.nextInt(3));
      case 1, 2, 3 -> IpPrefix.parse("fd00:" + site + "::" + (1 + random.nextInt(4)));
      default -> IpPrefix.parse("10." + site + ".0." + random.nextInt(6));
    };
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
          often(12) ? OptionalInt.empty() : OptionalInt.of(PORTS[random.nextInt(PORTS.length)]);
      endpoints.add(new ServiceEndpoints(name, Optional.of(protocol), number, endpoints()));
      int another = PORTS[random.nextInt(PORTS.length)] - 1;
      if (often(5) && !number.equals(OptionalInt.of(another))) {
        endpoints.add(
            new ServiceEndpoints(
                name, Optional.of(protocol), OptionalInt.of(another), endpoints()));
      }
    }
    if (often(8)) {
      endpoints.add(ServiceEndpoints.withoutPorts(endpoints()));
    }
    Instant created = Instant.EPOCH.plusSeconds(random.nextInt(3));
    return new ServiceState(key, created, ports, reading(count), endpoints, List.of());
  }

  private List<Endpoint> endpoints() {
    SortedMap<IpPrefix, Endpoint> endpoints = new TreeMap<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      IpPrefix address = address();
      Endpoint.Kind kind = often(4) ? pick(List.of(Endpoint.Kind.values())) : Endpoint.Kind.POD;
      Endpoint.State state =
          often(3)
              ? new Endpoint.State(random.nextBoolean(), random.nextBoolean(), random.nextBoolean())
              : Endpoint.State.READY;
      Optional<SiteId> site = maybe(6, () -> often(5) ? new SiteId("900") : pick(sites));
      Optional<String> origin = maybe(15, () -> often(2) ? "cluster-1" : "elsewhere");
      endpoints.put(
          address,
          new Endpoint(
                  address, site, kind, state, origin, Optional.empty(), Optional.empty(), !often(8))
              .withRetained(retained.nextInt(4) == 0));
    }
    return List.copyOf(endpoints.values());
  }

  private IntentReading reading(int ports) {
    if (often(8)) {
      return IntentReading.ABSENT;
    }
    ServiceIntent asked = intent(ports);
    return new IntentReading(
        Optional.of(asked),
        maybe(2, () -> often(2) ? asked : intent(ports)),
        List.of(),
        Set.of(),
        List.of());
  }

  private ServiceIntent intent(int ports) {
    List<PortIntent> parts = new ArrayList<>();
    PortSelection first =
        switch (random.nextInt(4)) {
          case 0 -> PortSelection.ALL;
          case 1 -> PortSelection.listed(List.of("port-0"));
          default -> PortSelection.EVERY;
        };
    parts.add(portIntent(first));
    while (often(3)) {
      parts.add(portIntent(PortSelection.listed(List.of("port-" + random.nextInt(ports)))));
    }
    return new ServiceIntent(parts);
  }

  private PortIntent portIntent(PortSelection ports) {
    Optional<Segment> segment = maybe(8, () -> pick(segments()));
    Optional<Treatment> treatment =
        segment.isPresent() && often(3) ? Optional.empty() : Optional.of(treatment());
    return new PortIntent(ports, treatment, segment);
  }

  /** Any words together, of few values each, so that equal treatments are common. */
  private Treatment treatment() {
    Treatment.Builder treatment = Treatment.builder();
    int words = 1 + random.nextInt(31);
    if ((words & 1) != 0) {
      treatment.steer(steer());
    }
    if ((words & 2) != 0 && often(2)) {
      treatment.encryption();
    }
    if ((words & 4) != 0 && often(2)) {
      treatment.inspect(pick(FUNCTIONS));
    }
    if ((words & 8) != 0) {
      treatment.dscp(new Dscp(often(2) ? 46 : 10));
    }
    if ((words & 16) != 0) {
      treatment.admission(admission());
    }
    return treatment.isEmpty() ? treatment() : treatment.build();
  }

  Steer steer() {
    Fallback fallback = often(3) ? Fallback.ANY : Fallback.NONE;
    List<Transport> transports = new ArrayList<>(TRANSPORTS);
    Collections.shuffle(transports, random);
    return new Steer(transports.subList(0, 1 + random.nextInt(2)), fallback);
  }

  private Admission admission() {
    if (often(3)) {
      return Admission.DENY;
    }
    SortedSet<SiteId> from = new TreeSet<>();
    do {
      from.add(pick(sites));
    } while (often(2));
    return new Admission(from);
  }
}
