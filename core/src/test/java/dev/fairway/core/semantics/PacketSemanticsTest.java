package dev.fairway.core.semantics;

import static dev.fairway.core.semantics.PacketDecisions.CLIENT;
import static dev.fairway.core.semantics.PacketDecisions.INTERNET;
import static dev.fairway.core.semantics.PacketDecisions.WEB;
import static dev.fairway.core.semantics.PacketDecisions.decide;
import static dev.fairway.core.semantics.PacketDecisions.fleet;
import static dev.fairway.core.semantics.PacketDecisions.flow;
import static dev.fairway.core.semantics.PacketDecisions.toPod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.ScenarioParser;
import dev.fairway.core.wan.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The definition, sentence by sentence, on packets whose answer was worked out by hand. */
class PacketSemanticsTest {

  /** Two Services on one pod and port; who has it is told by the order of preference. */
  private static String pair(String first, String second) {
    return """
        service shop/a %s
        asks %s
        behind p tcp/8080 10.1.0.1
        service shop/b %s
        asks %s
        behind p tcp/8080 10.1.0.1
        """
        .formatted(
            first.substring(0, first.indexOf("; ")),
            first.substring(first.indexOf("; ") + 2),
            second.substring(0, second.indexOf("; ")),
            second.substring(second.indexOf("; ") + 2));
  }

  @Test
  void decide_tupleThatTwoClaim_isTheOlderOnesThenTheFirstByName() {
    String mpls = "p:tcp:80; ports=every tunnel=mpls fallback=none";
    String biz = "p:tcp:80; ports=every tunnel=biz-internet fallback=none";
    assertEquals("b biz-internet/none", toPod(pair("age=1 " + mpls, "age=2 " + biz)));
    assertEquals("a mpls/none", toPod(pair("age=2 " + mpls, "age=1 " + biz)));
    assertEquals("a mpls/none", toPod(pair(mpls, biz)));
    assertEquals("a biz-internet/none", toPod(pair(biz, mpls)));
  }

  /** The answer to a packet that an older a and a younger b claim, with these states. */
  private static String toSharedPod(String stateOfOlder, String stateOfYounger) {
    return toPod(
        """
        service shop/a age=9 p:tcp:80
        asks ports=every tunnel=mpls fallback=none
        behind p tcp/8080 10.1.0.1%s
        service shop/b age=1 p:tcp:80
        asks ports=every tunnel=biz-internet fallback=any
        behind p tcp/8080 10.1.0.1%s
        """
            .formatted(stateOfOlder, stateOfYounger));
  }

  @Test
  void decide_addressOfAnEndpointInAnyState_isTheServicesWhileItIsListed() {
    for (String state : List.of("", "=unready", "=draining", "=terminating", "=published")) {
      assertEquals("web mpls/none", toPod(WEB.replace("10.1.0.1\n", "10.1.0.1" + state + "\n")));
    }
  }

  @Test
  void decide_tupleOfALivingAndAnEndingEndpoint_isTheLivingOnesHoweverYoungItsService() {
    for (String ending : List.of("=draining", "=terminating")) {
      for (String living : List.of("", "=unready", "=published")) {
        assertEquals("b biz-internet/any", toSharedPod(ending, living));
        assertEquals("a mpls/none", toSharedPod(living, ending));
      }
    }
    assertEquals("a mpls/none", toSharedPod("=terminating", "=draining"));
    assertEquals("a mpls/none", toSharedPod("=unready", "=published"));
  }

  @Test
  void decide_portOfAnEndingEndpoint_isTakenByALivingOneWithAllPorts() {
    String world =
        """
        service shop/old age=9 p:tcp:80 q:tcp:81
        asks ports=every tunnel=mpls fallback=none
        behind p tcp/8080 10.1.0.1=draining
        behind q tcp/8081 10.1.0.1%s
        service shop/new age=1 p:tcp:80
        asks ports=all tunnel=biz-internet fallback=any
        behind p tcp/9 10.1.0.1%s
        """;
    String reused = world.formatted("=draining", "");
    assertEquals("new biz-internet/any", toPod(reused));
    assertEquals("new biz-internet/any", decide(reused, "tcp", "10.1.0.1:8080", CLIENT));
    assertEquals("old mpls/none", toPod(world.formatted("=draining", "=terminating")));
    String half = world.formatted("", "");
    assertEquals("new biz-internet/any", toPod(half));
    assertEquals("old mpls/none", decide(half, "tcp", CLIENT, "10.1.0.1:8081"));
  }

  @Test
  void decide_allPortsOfAnEndingEndpoint_stayBesideAPortOfALivingOne() {
    String world =
        """
        service shop/old age=9 p:tcp:80
        asks ports=all tunnel=mpls fallback=none
        behind p tcp/9 10.1.0.1=draining
        service shop/new age=1 p:tcp:80
        asks ports=every tunnel=biz-internet fallback=any
        behind p tcp/8080 10.1.0.1
        """;
    assertEquals("new biz-internet/any", toPod(world));
    assertEquals("old mpls/none", decide(world, "tcp", CLIENT, "10.1.0.1:22"));
  }

  @Test
  void siteOf_addressWithALivingAndAnEndingClaim_isWhereTheLivingOneIs() {
    ScenarioParser written =
        ScenarioParser.read(
            """
            service shop/a p:tcp:80
            asks ports=every tunnel=mpls fallback=none
            behind p tcp/8080 10.1.0.1=draining
            service shop/b p:tcp:80
            asks ports=every tunnel=mpls fallback=none
            behind p tcp/9 10.1.0.1@200
            """);
    ResolvedFleet fleet = Resolver.resolve(written.fleet(), written.wan(), written.profile());
    Flow flow = flow("tcp", CLIENT, "10.1.0.1:8080");
    assertEquals(
        Optional.of(new SiteId("200")),
        PacketSemantics.siteOf(fleet, flow, IpPrefix.parse("10.1.0.1")));
  }

  @Test
  void decide_tupleThatIsOwned_doesNotGoByFallbackOrText() {
    assertEquals(
        "a mpls/any",
        toPod(
            pair(
                "age=2 p:tcp:80; ports=every tunnel=mpls fallback=any",
                "age=1 p:tcp:80; ports=every tunnel=biz-internet fallback=none")));
  }

  @Test
  void decide_portAndAllPortsOfOneAddress_takesThePortWhoeverIsOlderOrStricter() {
    String world =
        pair(
            "age=9 p:tcp:80; ports=all tunnel=mpls fallback=none",
            "age=1 p:tcp:80; ports=every tunnel=biz-internet fallback=any");
    assertEquals("b biz-internet/any", toPod(world));
    assertEquals("a mpls/none", decide(world, "tcp", CLIENT, "10.1.0.1:8081"));
    assertEquals("a mpls/none", decide(world, "icmp", CLIENT, "10.1.0.1:"));
    assertEquals("a mpls/none", decide(world, "tcp", CLIENT, "10.1.0.1:0"));
  }

  @Test
  void decide_packetBetweenTwoServices_takesTheStricterThenTheFirstTextInBothDirections() {
    String world =
        """
        service shop/a p:tcp:80
        asks ports=every tunnel=%s
        behind p tcp/1 10.1.0.1
        service shop/b p:tcp:80
        asks ports=every tunnel=%s
        behind p tcp/2 10.2.0.1
        """;
    String[][] worlds = {
      {"biz-internet fallback=any", "mpls fallback=none", "b mpls/none"},
      {"mpls fallback=none", "biz-internet fallback=any", "a mpls/none"},
      {"biz-internet fallback=none", "mpls fallback=none", "a biz-internet/none"},
      {"mpls fallback=none", "biz-internet fallback=none", "b biz-internet/none"}
    };
    for (String[] one : worlds) {
      String written = world.formatted(one[0], one[1]);
      assertEquals(one[2], decide(written, "tcp", "10.1.0.1:1", "10.2.0.1:2"));
      assertEquals(one[2], decide(written, "tcp", "10.2.0.1:2", "10.1.0.1:1"));
    }
  }

  @Test
  void decide_request_andItsReply_areTreated_andWhatThePodStartsItselfIsNot() {
    assertEquals("web mpls/none", toPod(WEB));
    assertEquals("web mpls/none", decide(WEB, "tcp", "10.1.0.1:8080", CLIENT));
    assertEquals("Unclaimed", decide(WEB, "tcp", "10.1.0.1:50000", CLIENT));
    assertEquals("Unclaimed", decide(WEB, "udp", CLIENT, "10.1.0.1:8080"));
    assertEquals("Unclaimed", decide(WEB, "tcp", CLIENT, "10.1.0.1:80"));
  }

  @Test
  void decide_packetWithinASite_isLocalAndOneFromNowhereIsNot() {
    assertEquals("Local", decide(WEB, "tcp", "10.1.0.9:50000", "10.1.0.1:8080"));
    assertEquals("web mpls/none", decide(WEB, "tcp", INTERNET, "10.1.0.1:8080"));
    String elsewhere = WEB.replace("10.1.0.1", "10.1.0.1@200");
    assertEquals("web mpls/none", decide(elsewhere, "tcp", "10.1.0.9:50000", "10.1.0.1:8080"));
    assertEquals("Local", decide(elsewhere, "tcp", "10.2.0.9:50000", "10.1.0.1:8080"));
    String nowhere = WEB.replace("10.1.0.1", "172.16.0.1 172.16.0.2");
    assertEquals("web mpls/none", decide(nowhere, "tcp", "172.16.0.2:5", "172.16.0.1:8080"));
  }

  @Test
  void decide_replyToTheInternet_isLeftAloneWhereTheWansRoutesAreKnown() {
    assertEquals("Unclaimed", decide(WEB, "tcp", "10.1.0.1:8080", INTERNET));
    assertEquals(
        "web mpls/none", decide("routes unknown\n" + WEB, "tcp", "10.1.0.1:8080", INTERNET));
  }

  @Test
  void decide_replyToAnAddressThatIsClaimedOutsideTheRoutes_isTreated() {
    String outside =
        WEB
            + """
            service shop/far p:tcp:80
            asks ports=every tunnel=biz-internet fallback=any
            behind p tcp/9 203.0.113.9
            """;
    assertEquals("web mpls/none", decide(outside, "tcp", "10.1.0.1:8080", INTERNET));
  }

  @Test
  void decide_packetInAnotherSegment_isNobodys() {
    Flow here = flow("tcp", CLIENT, "10.1.0.1:8080");
    Flow there =
        new Flow(
            new Segment("guest"),
            here.source(),
            here.destination(),
            here.protocol(),
            here.sourcePort(),
            here.destinationPort());
    assertEquals("Unclaimed", decide(fleet(WEB), there));
  }

  @Test
  void decide_tupleOfTwoOwners_isTheFirstOnesWhoHasAnAnswer() {
    ScenarioParser written = ScenarioParser.read(WEB);
    ResolvedCluster younger = owned("a", WEB.replace("shop/web", "shop/young"));
    ResolvedCluster older = owned("b", WEB.replace("mpls", "biz-internet"));
    ResolvedFleet both =
        new ResolvedFleet(
            new TreeMap<>(Map.of(younger.owner(), younger, older.owner(), older)), written.wan());
    assertEquals("young mpls/none", decide(both, flow("tcp", CLIENT, "10.1.0.1:8080")));
    ResolvedCluster silent = owned("a", WEB.replace("10.1.0.1", "10.1.0.7"));
    ResolvedFleet one =
        new ResolvedFleet(
            new TreeMap<>(Map.of(silent.owner(), silent, older.owner(), older)), written.wan());
    assertEquals("web biz-internet/none", decide(one, flow("tcp", CLIENT, "10.1.0.1:8080")));
    assertEquals(
        Optional.of(new OwnerId("b")),
        Optional.of(PacketSemantics.decide(one, flow("tcp", CLIENT, "10.1.0.1:8080")))
            .map(decision -> ((Decision.Treated) decision).owner()));
  }

  private static ResolvedCluster owned(String owner, String world) {
    ResolvedCluster cluster = fleet(world).clusters().get(new OwnerId("shop-eu"));
    return new ResolvedCluster(
        cluster.name(),
        new OwnerId(owner),
        cluster.completeness(),
        cluster.services(),
        cluster.diagnostics());
  }
}
