package dev.fairway.runtime;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.DualStackPrefixSet;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A cluster {@code shop-eu} of Services in namespace {@code shop}, at one of two sites. */
public final class Shop {

  public static final OwnerId OWNER = new OwnerId("shop-eu");
  public static final String MPLS = "ports=every tunnel=mpls fallback=none";
  public static final String BIZ = "ports=every tunnel=biz-internet fallback=none";

  private final Map<ServiceKey, ServiceState> services = new TreeMap<>();
  private Completeness completeness = Completeness.COMPLETE;
  private Datapath datapath = Datapath.NATIVE;

  public static ServiceKey key(String name) {
    return new ServiceKey("shop-eu", "shop", name);
  }

  public static List<Endpoint> pods(int first, int last) {
    return pods(first, last, Endpoint.State.READY);
  }

  public static List<Endpoint> pods(int first, int last, Endpoint.State state) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            pod ->
                new Endpoint(
                    IpPrefix.parse("10.1." + pod / 256 + "." + pod % 256 + "/32"),
                    Optional.of(new SiteId("100")),
                    Endpoint.Kind.POD,
                    state,
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  public static WanInventory wan() {
    List<Site> sites = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    for (int site = 1; site <= 2; site++) {
      SiteId id = new SiteId(site + "00");
      List<Attachment> attachments =
          List.of("mpls", "biz-internet").stream()
              .map(name -> Attachment.ofEncrypted(new Transport(name)))
              .toList();
      sites.add(new Site(id, "site " + site, List.of(new Edge("edge-" + site, attachments))));
      networks.add(
          new Network(IpPrefix.parse("10." + site + ".0.0/16"), Segment.DEFAULT, Optional.of(id)));
    }
    List<IpPrefix> prefixes = networks.stream().map(Network::prefix).toList();
    return new WanInventory(
        sites,
        networks,
        List.of(),
        new TreeMap<>(Map.of(Segment.DEFAULT, DualStackPrefixSet.of(prefixes))));
  }

  public Shop completeness(Completeness read) {
    completeness = read;
    return this;
  }

  public Shop datapath(Datapath kind) {
    datapath = kind;
    return this;
  }

  /** A Service with port 8080 that asks for something. */
  public Shop service(String name, String asked, List<Endpoint> endpoints) {
    return service(name, reading(Optional.of(asked), Optional.empty()), endpoints);
  }

  /** A Service with port 8080 that asks for nothing. */
  public Shop quiet(String name, List<Endpoint> endpoints) {
    return service(name, IntentReading.ABSENT, endpoints);
  }

  public Shop service(String name, IntentReading reading, List<Endpoint> endpoints) {
    ServiceKey key = key(name);
    services.put(
        key,
        new ServiceState(
            key,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(services.size()),
            List.of(new ServicePort("http", IpProtocol.TCP, 80)),
            reading,
            List.of(
                new ServiceEndpoints(
                    "http", Optional.of(IpProtocol.TCP), OptionalInt.of(8080), endpoints)),
            List.of()));
    return this;
  }

  public static IntentReading reading(Optional<String> asked, Optional<String> lastGood) {
    return new IntentReading(
        asked.map(ServiceIntent::parse),
        lastGood.map(ServiceIntent::parse),
        List.of(),
        Set.of(),
        List.of());
  }

  public ClusterSnapshot cluster() {
    return new ClusterSnapshot(
        "shop-eu",
        OWNER,
        1,
        completeness,
        List.of(),
        Optional.empty(),
        datapath,
        new TreeMap<>(services),
        List.of());
  }

  public FleetSnapshot fleet() {
    return FleetSnapshot.of(cluster());
  }
}
