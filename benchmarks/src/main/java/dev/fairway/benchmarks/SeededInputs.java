package dev.fairway.benchmarks;

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
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
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
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The generator of inputs: the same values in every run, because every choice has a seed. */
final class SeededInputs {

  static final OwnerId OWNER = new OwnerId("shop-eu");

  private static final long SEED = 20_260_101;
  private static final int TEN = 10 << 24;
  private static final int POD_POOLS = TEN | 128 << 16;
  private static final int ENDPOINTS_PER_SERVICE = 15;

  private static final Transport MPLS = new Transport("mpls");
  private static final Transport BIZ = new Transport("biz-internet");
  private static final Transport PUBLIC = new Transport("public-internet");

  private static final List<Transport> TRANSPORTS = List.of(MPLS, BIZ, PUBLIC);

  private static final String FIREWALL = "firewall";

  private static final Treatment ONLY_MPLS = Treatment.steer(Fallback.NONE, MPLS);
  private static final Treatment OPEN = Treatment.steer(Fallback.ANY, PUBLIC);

  /** The intents of Services, each as often as it is listed. */
  private static final List<Treatment> TREATMENTS =
      List.of(
          ONLY_MPLS,
          ONLY_MPLS,
          ONLY_MPLS,
          Treatment.steer(Fallback.NONE, MPLS, BIZ),
          Treatment.steer(Fallback.NONE, MPLS, BIZ),
          Treatment.steer(Fallback.ANY, BIZ),
          Treatment.steer(Fallback.ANY, BIZ, PUBLIC),
          OPEN);

  private static final List<ServicePort> PORTS =
      List.of(
          new ServicePort("http", IpProtocol.TCP, 8080),
          new ServicePort("http", IpProtocol.TCP, 8080),
          new ServicePort("http", IpProtocol.TCP, 8080),
          new ServicePort("https", IpProtocol.TCP, 8443),
          new ServicePort("grpc", IpProtocol.TCP, 9090),
          new ServicePort("db", IpProtocol.TCP, 5432),
          new ServicePort("dns", IpProtocol.UDP, 5353));

  private static final ServicePort METRICS = new ServicePort("metrics", IpProtocol.TCP, 9100);

  static final List<SiteId> SITES =
      List.of("100", "200", "300", "400", "500", "600").stream().map(SiteId::new).toList();

  private SeededInputs() {}

  /**
   * Different addresses in 10.0.0.0/8, in no order.
   *
   * @param layout {@code pools}: as pods have them, in /24 pools of which nine tenths are in use
   *     and every eighth is missing; {@code random}: anywhere
   */
  static int[] addresses(String layout, int count) {
    Random random = new Random(SEED);
    BitSet chosen = new BitSet(1 << 24);
    int offset = POD_POOLS - TEN;
    for (int left = count; left > 0; offset++) {
      boolean pools = layout.equals("pools");
      int at = pools ? offset : random.nextInt(1 << 24);
      boolean wanted = pools ? at / 256 % 8 != 7 && random.nextInt(10) > 0 : !chosen.get(at);
      if (wanted) {
        chosen.set(at);
        left--;
      }
    }
    int[] addresses = chosen.stream().map(at -> TEN + at).toArray();
    for (int i = addresses.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = addresses[i];
      addresses[i] = addresses[j];
      addresses[j] = swapped;
    }
    return addresses;
  }

  /** A policy whose rules each have addresses of their own, every second one missing. */
  static DesiredPolicy policy(int rules, int addressesPerRule) {
    return changed(rules, addressesPerRule, 0);
  }

  /**
   * As {@link #policy}, but some of a thousand rules have another address in place of their first
   * one.
   */
  static DesiredPolicy changed(int rules, int addressesPerRule, int perThousand) {
    List<PathRule> made = new ArrayList<>(rules);
    for (int i = 0; i < rules; i++) {
      boolean other = i % 1000 < perThousand;
      made.add(rule(i, serviceAddresses(i, addressesPerRule, other ? 1 : 0)));
    }
    return new DesiredPolicy(made);
  }

  /** The first address of a rule of {@link #policy}. */
  static IpPrefix firstAddress(int rule, int addressesPerRule) {
    return Ipv4Prefix.address(TEN + rule * 2 * (addressesPerRule + 1));
  }

  private static PrefixSet serviceAddresses(int rule, int count, int skipped) {
    int first = ((Ipv4Prefix) firstAddress(rule, count)).bits();
    List<IpPrefix> addresses = new ArrayList<>(count);
    for (int i = skipped; i < count + skipped; i++) {
      addresses.add(Ipv4Prefix.address(first + 2 * i));
    }
    return PrefixSet.of(addresses);
  }

  private static PathRule rule(int number, PrefixSet addresses) {
    ServicePort port = PORTS.get(number % PORTS.size());
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(addresses)
            .protocol(port.protocol())
            .destinationPorts(PortSet.of(port.number()))
            .build();
    return new PathRule(
        RuleId.ofKey("rule " + number),
        OWNER,
        new Scope(Segment.DEFAULT, new TreeSet<>(SITES)),
        Direction.TO_SERVICE,
        match,
        TREATMENTS.get(number % TREATMENTS.size()));
  }

  /** The port of a rule of {@link #policy}. */
  static ServicePort port(int rule) {
    return PORTS.get(rule % PORTS.size());
  }

  /** Six sites with three transports each, which route one /16 each. */
  static WanInventory wan() {
    List<Site> sites = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < SITES.size(); i++) {
      List<Attachment> attachments = new ArrayList<>();
      for (Transport transport : TRANSPORTS) {
        attachments.add(Attachment.ofEncrypted(transport));
      }
      SiteId id = SITES.get(i);
      sites.add(new Site(id, id.value(), List.of(new Edge("edge-" + id, attachments))));
      IpPrefix prefix = new Ipv4Prefix(siteNetwork(i), 16);
      networks.add(new Network(prefix, Segment.DEFAULT, Optional.of(id)));
    }
    DualStackPrefixSet all = DualStackPrefixSet.of(networks.stream().map(Network::prefix).toList());
    return new WanInventory(sites, networks, List.of(), new TreeMap<>())
        .withRouted(Map.of(Segment.DEFAULT, all));
  }

  /** The same with a service function, and a full mesh of encrypted tunnels. */
  static WanInventory wanWithFunction() {
    WanInventory wan = wan();
    List<Tunnel> tunnels = new ArrayList<>();
    for (SiteId from : SITES) {
      for (SiteId to : SITES) {
        for (Transport transport : from.equals(to) ? List.<Transport>of() : TRANSPORTS) {
          tunnels.add(
              new Tunnel(
                  "edge-" + from,
                  transport,
                  "edge-" + to,
                  transport,
                  true,
                  Optional.empty(),
                  true,
                  Optional.empty()));
        }
      }
    }
    ServiceFunction firewall = new ServiceFunction(FIREWALL, SITES.get(0), false, true);
    return new WanInventory(wan.sites(), wan.networks(), tunnels, wan.routed(), List.of(firewall));
  }

  private static int siteNetwork(int site) {
    return TEN | (site + 1) << 16;
  }

  /** {@link #fleet(int, int)} with fifteen endpoints behind each Service. */
  static FleetSnapshot fleet(int services) {
    return fleet(services, ENDPOINTS_PER_SERVICE);
  }

  /**
   * One cluster. Each Service has its endpoints over one to three sites; every 32nd shares the
   * endpoints of the Service before it and has another intent. Beyond some 300,000 endpoints the
   * sites run into each other's networks.
   */
  static FleetSnapshot fleet(int services, int endpointsPerService) {
    Random random = new Random(SEED);
    int[] used = new int[SITES.size()];
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    List<Endpoint> endpoints = List.of();
    for (int i = 0; i < services; i++) {
      if (i % 32 != 31) {
        endpoints = endpoints(random, used, endpointsPerService);
      }
      ServiceState state = service(i, random, endpoints);
      states.put(state.key(), state);
    }
    return FleetSnapshot.of(
        new ClusterSnapshot(
            OWNER.value(),
            OWNER,
            1,
            Completeness.COMPLETE,
            wan().networks(),
            Optional.empty(),
            Datapath.NATIVE,
            states,
            List.of()));
  }

  /**
   * {@link #fleet(int)} with one more word on four of five Services, each as often as the others:
   * {@code access} for two sites, {@code inspect}, {@code encryption}, {@code dscp}.
   */
  static FleetSnapshot fleetWithWords(int services) {
    ClusterSnapshot plain = Objects.requireNonNull(fleet(services).clusters().get(OWNER.value()));
    SortedMap<ServiceKey, ServiceState> states = new TreeMap<>();
    int number = 0;
    for (ServiceState state : plain.services().values()) {
      int word = number % 5;
      states.put(state.key(), word == 4 ? state : withWord(state, number));
      number++;
    }
    return FleetSnapshot.of(plain.withServices(states));
  }

  private static ServiceState withWord(ServiceState state, int number) {
    List<PortIntent> parts = new ArrayList<>();
    for (PortIntent part : state.reading().intent().orElseThrow().parts()) {
      Treatment.Builder treatment = part.treatment().orElseThrow().toBuilder();
      switch (number % 5) {
        case 0 ->
            treatment.admission(
                new Admission(
                    new TreeSet<>(
                        List.of(SITES.get(number % SITES.size()), SITES.get(number / 5 % 3)))));
        case 1 -> treatment.inspect(FIREWALL);
        case 2 -> treatment.encryption();
        default -> treatment.dscp(new Dscp(46));
      }
      parts.add(new PortIntent(part.ports(), treatment.build()));
    }
    return new ServiceState(
        state.key(),
        state.createdAt(),
        state.ports(),
        reading(parts),
        state.endpoints(),
        state.diagnostics());
  }

  private static List<Endpoint> endpoints(Random random, int[] used, int count) {
    int firstSite = random.nextInt(SITES.size());
    int spread = 1 + random.nextInt(3);
    List<Endpoint> endpoints = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int site = (firstSite + i % spread) % SITES.size();
      used[site] += random.nextInt(10) == 0 ? 2 : 1;
      IpPrefix address = Ipv4Prefix.address(siteNetwork(site) + used[site]);
      endpoints.add(Endpoint.pod(address, Optional.of(SITES.get(site))));
    }
    return endpoints;
  }

  private static ServiceState service(int number, Random random, List<Endpoint> endpoints) {
    ServiceKey key = new ServiceKey(OWNER.value(), "team-" + number % 40, "service-" + number);
    List<ServicePort> ports = new ArrayList<>();
    ports.add(PORTS.get(random.nextInt(PORTS.size())));
    if (random.nextInt(4) == 0) {
      ports.add(METRICS);
    }
    Instant created = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(10_000_000));
    return new ServiceState(
        key, created, ports, reading(random, ports), behind(ports, endpoints), List.of());
  }

  private static IntentReading reading(Random random, List<ServicePort> ports) {
    Treatment treatment = TREATMENTS.get(random.nextInt(TREATMENTS.size()));
    boolean everyPacket = random.nextInt(50) == 0;
    List<PortIntent> parts = new ArrayList<>();
    parts.add(new PortIntent(everyPacket ? PortSelection.ALL : PortSelection.EVERY, treatment));
    if (!everyPacket && ports.contains(METRICS)) {
      parts.add(new PortIntent(PortSelection.listed(List.of(METRICS.name())), OPEN));
    }
    return reading(parts);
  }

  private static IntentReading reading(List<PortIntent> parts) {
    return new IntentReading(
        Optional.of(new ServiceIntent(parts)), Optional.empty(), List.of(), Set.of(), List.of());
  }

  private static List<ServiceEndpoints> behind(List<ServicePort> ports, List<Endpoint> endpoints) {
    List<ServiceEndpoints> behind = new ArrayList<>();
    for (ServicePort port : ports) {
      behind.add(
          new ServiceEndpoints(
              port.name(), Optional.of(port.protocol()), OptionalInt.of(port.number()), endpoints));
    }
    return behind;
  }
}
