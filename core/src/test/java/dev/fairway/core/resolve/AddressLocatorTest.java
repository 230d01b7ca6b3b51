package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
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
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1%s
        """;
    assertEquals(2, sites(world.formatted("", "^shop-eu")).size());
    assertEquals(2, sites(world.formatted("^shop-eu", "")).size());
    assertEquals(0, sites(world.formatted("^shop-eu", "^shop-eu")).size());
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
    assertEquals(at(Segment.DEFAULT, "10.1.0.1", "300"), locator.locate(pod("10.1.0.1")));
    assertEquals(at(Segment.DEFAULT, "10.1.0.1", "100"), undeclared.locate(pod("10.1.0.1")));
    assertEquals(at(GUEST, "192.0.2.1", "200"), locator.locate(pod("192.0.2.1")));
    assertEquals(at(GUEST, "192.0.2.1", "200"), undeclared.locate(pod("192.0.2.1")));
    assertEquals(at(Segment.DEFAULT, "172.16.0.1", "100"), undeclared.locate(pod("172.16.0.1")));
  }

  private static ClusterSnapshot cluster(List<Network> networks) {
    return new ClusterSnapshot(
        "eu",
        new OwnerId("eu"),
        1,
        Completeness.COMPLETE,
        networks,
        Optional.of(new SiteId("100")),
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
    assertTrue(
        message(world.formatted("default-site 300", "^us"), DiagnosticCode.UNKNOWN_SITE)
            .contains("no node label, network or cluster.defaultSite tells"),
        "the default says nothing about other clusters");
  }
}
