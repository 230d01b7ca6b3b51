package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.scenario.Scenarios;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AddressLocatorTest {

  private static final Segment GUEST = new Segment("guest");

  private static ResolvedService service(String world) {
    return Scenarios.resolved(world).services().get(0);
  }

  private static List<Optional<SiteId>> sites(String world) {
    return service(world).claims().stream()
        .flatMap(claim -> claim.addresses().stream())
        .map(ClaimedAddress::site)
        .toList();
  }

  private static String message(String world, DiagnosticCode code) {
    return service(world).diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == code)
        .map(Diagnostic::message)
        .collect(Collectors.joining("\n"));
  }

  private static ClaimedAddress locate(AddressLocator locator, String address) {
    Endpoint pod = pod(address);
    return locator.locate(pod, locator.declaredNetwork(pod.address()));
  }

  @Test
  void locate_onePodBehindTwoPorts_isAtOneSiteWhateverTheOrder() {
    String world =
        """
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1%s
        """;
    Optional<SiteId> expected = Optional.of(new SiteId("200"));
    assertEquals(List.of(expected, expected), sites(world.formatted("@200", "@300")));
    assertEquals(List.of(expected, expected), sites(world.formatted("@300", "@200")));
    assertEquals(List.of(expected, expected), sites(world.formatted("", "@200")));
    assertEquals(List.of(expected, expected), sites(world.formatted("@200", "")));
  }

  @Test
  void locate_endingEndpointBehindOnePort_isWhereTheLivingOneBehindTheOtherIs() {
    String world =
        """
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1%s
        """;
    Optional<SiteId> byNetwork = Optional.of(new SiteId("100"));
    Optional<SiteId> byNode = Optional.of(new SiteId("200"));
    assertEquals(List.of(byNetwork, byNetwork), sites(world.formatted("=terminating", "")));
    assertEquals(List.of(byNode, byNode), sites(world.formatted("=terminating", "@200")));
    assertEquals(List.of(byNode, byNode), sites(world.formatted("@200", "=draining")));
  }

  @Test
  void locate_addressThatIsLocalBehindAnyPort_isLocalBehindAll() {
    String world =
        """
        beside shop-us
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1%s
        """;
    assertEquals(2, sites(world.formatted("", "^shop-us")).size());
    assertEquals(2, sites(world.formatted("^shop-us", "")).size());
    assertEquals(0, sites(world.formatted("^shop-us", "^shop-us")).size());
  }

  /** A mesh may know another cluster by the name that this one has here. */
  @Test
  void locate_addressSyncedFromAClusterOfTheSameName_isClaimed() {
    String world =
        """
        service shop/web a:tcp:1
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1^shop-eu
        """;
    assertEquals(1, sites(world).size());
  }

  @Test
  void locate_withoutANode_goesByTheDeclaredNetworkThenTheWanThenTheDefault() {
    Network declared =
        new Network(IpPrefix.parse("10.1.0.0/16"), Segment.DEFAULT, Optional.of(new SiteId("300")));
    Network guest =
        new Network(IpPrefix.parse("192.0.2.0/24"), GUEST, Optional.of(new SiteId("200")));
    WanInventory known = RandomTopology.wan(true);
    List<Network> networks = new ArrayList<>(known.networks());
    networks.add(guest);
    WanInventory wan = new WanInventory(known.sites(), networks, List.of(), known.routed());
    AddressLocator undeclared = new AddressLocator(cluster(List.of()), wan);
    AddressLocator locator =
        new AddressLocator(
            cluster(List.of(declared, new Network(guest.prefix(), GUEST, Optional.empty()))), wan);
    assertEquals(at(Segment.DEFAULT, "10.1.0.1", "300"), locate(locator, "10.1.0.1"));
    assertEquals(at(Segment.DEFAULT, "10.1.0.1", "100"), locate(undeclared, "10.1.0.1"));
    assertEquals(at(GUEST, "192.0.2.1", "200"), locate(locator, "192.0.2.1"));
    assertEquals(at(GUEST, "192.0.2.1", "200"), locate(undeclared, "192.0.2.1"));
    assertEquals(at(Segment.DEFAULT, "172.16.0.1", "100"), locate(undeclared, "172.16.0.1"));
  }

  private static ClusterSnapshot cluster(List<Network> networks) {
    return cluster(networks, Optional.of(new SiteId("100")));
  }

  private static ClusterSnapshot cluster(List<Network> networks, Optional<SiteId> defaultSite) {
    return new ClusterSnapshot(
        "eu",
        new OwnerId("eu"),
        1,
        Completeness.COMPLETE,
        networks,
        defaultSite,
        Datapath.NATIVE,
        new TreeMap<>(),
        List.of());
  }

  private static Endpoint pod(String address) {
    return Endpoint.pod(IpPrefix.parse(address), Optional.empty());
  }

  private static ClaimedAddress at(Segment segment, String address, String site) {
    return new ClaimedAddress(segment, IpPrefix.parse(address), Optional.of(new SiteId(site)));
  }

  @Test
  void whyNoSite_siteThatTheWanLacks_namesItsSource() {
    String world =
        """
        %s
        service shop/web a:tcp:1
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 172.16.0.1%s
        """;
    assertEquals(
        "address 172.16.0.1 is at no known site: its node says 'nowhere', which the WAN does not"
            + " have; known: 100, 200, 300",
        message(world.formatted("", "@nowhere"), DiagnosticCode.UNKNOWN_SITE));
    assertEquals(
        "address 172.16.0.1 is at no known site: cluster.defaultSite says '999', which the WAN"
            + " does not have; known: 100, 200, 300",
        message(world.formatted("default-site 999", ""), DiagnosticCode.UNKNOWN_SITE));
    assertEquals("", message(world.formatted("default-site 300", ""), DiagnosticCode.UNKNOWN_SITE));
  }

  /** Two sites are known, no network of them, and what the cluster declares. */
  private static AddressLocator locator(ClusterSnapshot cluster) {
    WanInventory wan = RandomTopology.wan(false);
    return new AddressLocator(
        cluster, new WanInventory(wan.sites(), List.of(), List.of(), wan.routed()));
  }

  private static Endpoint endpoint(Kind kind, Optional<String> origin, Optional<String> node) {
    return new Endpoint(
        IpPrefix.parse("10.9.0.1"),
        Optional.empty(),
        kind,
        Endpoint.State.READY,
        origin,
        Optional.empty(),
        node);
  }

  @Test
  void whyNoSite_podOnANodeOfTheCluster_namesTheNode() {
    String why =
        locator(cluster(List.of(), Optional.empty()))
            .whyNoSite(endpoint(Kind.POD, Optional.empty(), Optional.of("node-a")));
    assertEquals(
        "node 'node-a' names none; label it with its site, declare its network with a site in"
            + " cluster.networks, beside the cluster's own, or set cluster.defaultSite; known: 100,"
            + " 200, 300",
        why);
  }

  @Test
  void whyNoSite_podWithoutANodeOfTheCluster_isNotToldToLabelOne() {
    String why =
        locator(cluster(List.of(), Optional.empty()))
            .whyNoSite(endpoint(Kind.POD, Optional.empty(), Optional.empty()));
    assertTrue(why.startsWith("no node of the cluster is known for it; declare "), why);
    assertTrue(why.contains("or set cluster.defaultSite; known: 100"), why);
  }

  @Test
  void whyNoSite_virtualAddress_isAMatterOfNetworks() {
    String why =
        locator(cluster(List.of(), Optional.empty()))
            .whyNoSite(endpoint(Kind.VIP, Optional.empty(), Optional.empty()));
    assertTrue(why.startsWith("a virtual address is on no node; declare its network"), why);
    assertFalse(why.contains("label"), why);
  }

  @Test
  void whyNoSite_nodePort_namesItsNode() {
    String why =
        locator(cluster(List.of(), Optional.empty()))
            .whyNoSite(endpoint(Kind.NODE_PORT, Optional.empty(), Optional.of("node-a")));
    assertTrue(why.startsWith("node 'node-a' names none; label it"), why);
  }

  @Test
  void whyNoSite_syncedEndpoint_namesItsClusterAndOnlyWhatHelpsThere() {
    String why =
        locator(cluster(List.of()))
            .whyNoSite(endpoint(Kind.POD, Optional.of("south"), Optional.empty()));
    assertEquals(
        "it was synced from cluster 'south', so only its network tells; declare its network with a"
            + " site in cluster.networks, beside the cluster's own; known: 100, 200, 300",
        why);
  }

  @Test
  void whyNoSite_addressOfADeclaredNetwork_namesTheNetwork() {
    Network declared =
        new Network(IpPrefix.parse("10.9.0.0/16"), Segment.DEFAULT, Optional.empty());
    String why =
        locator(cluster(List.of(declared), Optional.empty()))
            .whyNoSite(endpoint(Kind.VIP, Optional.empty(), Optional.empty()));
    assertTrue(why.contains("; give 10.9.0.0/16 a site in cluster.networks, or"), why);
  }

  @Test
  void whyForeign_adviceFitsTheEndpoint() {
    AddressLocator locator =
        locator(
            cluster(
                List.of(
                    new Network(IpPrefix.parse("10.1.0.0/16"), Segment.DEFAULT, Optional.empty()),
                    new Network(
                        IpPrefix.parse("10.0.0.0/16"), Segment.DEFAULT, Optional.empty()))));
    assertEquals(
        "which are 10.0.0.0/16, 10.1.0.0/16; it was synced from cluster 'south': Fairway there"
            + " claims it, or add its network with a site to them",
        locator.whyForeign(endpoint(Kind.POD, Optional.of("south"), Optional.empty())));
    assertTrue(
        locator
            .whyForeign(endpoint(Kind.VIP, Optional.empty(), Optional.empty()))
            .endsWith("add the range of its virtual addresses to them if it is on the WAN"));
    assertTrue(
        locator
            .whyForeign(endpoint(Kind.NODE, Optional.empty(), Optional.empty()))
            .endsWith("add the nodes' network to them if it is on the WAN"));
  }

  @Test
  void unusable_reservedAddress_isUsableInADeclaredNetworkOfItsRange() {
    IpPrefix reserved = IpPrefix.parse("242.0.0.5");
    assertEquals(
        Optional.of(SpecialAddress.RESERVED), locator(cluster(List.of())).unusable(reserved));
    assertEquals(
        Optional.of(SpecialAddress.RESERVED),
        locator(cluster(List.of(everything()))).unusable(reserved));
    assertEquals(
        Optional.empty(),
        locator(
                cluster(
                    List.of(
                        new Network(
                            IpPrefix.parse("242.0.0.0/8"), Segment.DEFAULT, Optional.empty()))))
            .unusable(reserved));
  }

  private static Network everything() {
    return new Network(IpPrefix.parse("0.0.0.0/0"), Segment.DEFAULT, Optional.empty());
  }

  @Test
  void resolve_addressOutsideTheRoutes_isSaidOnceUnlessNetworksAreDeclared() {
    String world =
        """
        %s
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 172.16.0.1@100 172.16.0.2@100 10.1.0.1
        behind b tcp/2 172.16.0.1@100
        """;
    assertTrue(
        message(world.formatted(""), DiagnosticCode.SCOPE_WIDENED)
            .startsWith("address 172.16.0.1 and 1 more lie outside"));
    assertEquals(1, message(world.formatted(""), DiagnosticCode.SCOPE_WIDENED).lines().count());
    assertEquals(
        "",
        message(
            world.formatted("networks 172.16.0.0/12 10.0.0.0/8"), DiagnosticCode.SCOPE_WIDENED));
    assertEquals("", message(world.formatted("routes unknown"), DiagnosticCode.SCOPE_WIDENED));
  }
}
