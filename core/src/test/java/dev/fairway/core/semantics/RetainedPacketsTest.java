package dev.fairway.core.semantics;

import static dev.fairway.core.semantics.PacketDecisions.CLIENT;
import static dev.fairway.core.semantics.PacketDecisions.INTERNET;
import static dev.fairway.core.semantics.PacketDecisions.WEB;
import static dev.fairway.core.semantics.PacketDecisions.decide;
import static dev.fairway.core.semantics.PacketDecisions.flow;
import static dev.fairway.core.semantics.PacketDecisions.toPod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.wan.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the definition says of retained endpoints, on packets worked out by hand. */
class RetainedPacketsTest {

  private static final String POD = "10.1.0.1:8080";

  @Test
  void decide_addressThatOnlyARetainedEndpointHas_isTreatedAsBefore() {
    String retained = WEB.replace("10.1.0.1", "10.1.0.1=retained");
    assertEquals("web mpls/none", toPod(retained));
    assertEquals("web mpls/none", decide(retained, "tcp", POD, CLIENT));
  }

  /** The answer to a packet to 10.1.0.1:8080, which an older a and a younger b claim in part. */
  private static String toShared(String stateOfOlder, int portOfYounger, String stateOfYounger) {
    return toPod(
        """
        service shop/a age=9 p:tcp:80
        asks ports=every tunnel=mpls fallback=none
        behind p tcp/8080 10.1.0.1%s
        service shop/b age=1 p:tcp:80
        asks ports=every tunnel=biz-internet fallback=any
        behind p tcp/%d 10.1.0.1%s
        """
            .formatted(stateOfOlder, portOfYounger, stateOfYounger));
  }

  @Test
  void decide_portOfARetainedEndpoint_isAnyOthersHoweverYoungItsService() {
    for (String listed : List.of("", "=unready", "=published", "=draining", "=terminating")) {
      assertEquals("b biz-internet/any", toShared("=retained", 8080, listed));
      assertEquals("a mpls/none", toShared(listed, 8080, "=retained"));
    }
    assertEquals("a mpls/none", toShared("=retained", 8080, "=retained"));
  }

  @Test
  void decide_addressWhereAnotherServiceHasAnyPort_isNoLongerTheRetainedEndpoints() {
    assertEquals("Unclaimed", toShared("=retained", 9090, ""));
    assertEquals("Unclaimed", toShared("=retained", 9090, "=terminating"));
    assertEquals("a mpls/none", toShared("=retained", 9090, "=retained"));
  }

  @Test
  void decide_addressWhereAnotherServiceLostItsPort_isNoLongerTheRetainedEndpoints() {
    String world =
        """
        service shop/a age=9 p:tcp:80 q:tcp:81
        asks ports=every tunnel=mpls fallback=none
        behind p tcp/8080 10.1.0.1=retained
        behind q tcp/8081 10.1.0.1
        """;
    assertEquals("a mpls/none", toPod(world));
    String loser =
        """
        service shop/b age=1 p:tcp:80
        asks ports=every tunnel=biz-internet fallback=any
        behind p tcp/8081 10.1.0.1
        """;
    assertEquals("Unclaimed", toPod(world + loser));
    assertEquals("a mpls/none", decide(world + loser, "tcp", CLIENT, "10.1.0.1:8081"));
  }

  @Test
  void decide_portOfARetainedEndpoint_isTakenByALivingOneWithAllPorts() {
    String world =
        """
        service shop/web p:tcp:80 q:tcp:81
        asks ports=all tunnel=biz-internet fallback=any; ports=p tunnel=mpls fallback=none
        behind p tcp/8080 10.1.0.1=retained
        behind q tcp/8081 10.1.0.1%s
        """;
    assertEquals("web biz-internet/any", toPod(world.formatted("")));
    assertEquals("web mpls/none", toPod(world.formatted("=retained")));
  }

  @Test
  void decide_packetBetweenARetainedEndpointAndAnother_hasTheOthersTreatmentWhateverItsWords() {
    for (String words : List.of("access=deny", "tunnel=mpls fallback=none", "dscp=ef")) {
      String world =
          """
          service shop/gone age=9 p:tcp:80
          asks ports=every %s
          behind p tcp/1 10.1.0.1=retained
          service shop/there age=1 p:tcp:80
          asks ports=all dscp=af41
          behind p tcp/2 10.2.0.1%s
          """;
      for (String listed : List.of("", "=draining")) {
        String one = world.formatted(words, listed);
        assertEquals("there dscp=af41", decide(one, "tcp", "10.1.0.1:1", "10.2.0.1:2"));
        assertEquals("there dscp=af41", decide(one, "tcp", "10.2.0.1:2", "10.1.0.1:1"));
      }
      String both = world.formatted(words, "=retained");
      String winner = decide(both, "tcp", "10.1.0.1:1", "10.2.0.1:2");
      assertEquals("gone", winner.substring(0, winner.indexOf(' ')));
      assertEquals(winner, decide(both, "tcp", "10.2.0.1:2", "10.1.0.1:1"));
    }
  }

  @Test
  void decide_packetOfWhichTheOthersWordsSayNothing_hasTheRetainedEndpointsTreatment() {
    String world =
        """
        service shop/gone p:tcp:80
        asks ports=every tunnel=mpls fallback=none
        behind p tcp/1 10.1.0.1=retained
        service shop/there p:tcp:80
        asks ports=every access=from=%s
        behind p tcp/2 10.2.0.1
        """;
    assertEquals(
        "gone mpls/none", decide(world.formatted("100"), "tcp", "10.1.0.1:1", "10.2.0.1:2"));
    assertEquals(
        "there access=deny", decide(world.formatted("300"), "tcp", "10.1.0.1:1", "10.2.0.1:2"));
  }

  @Test
  void decide_replyToARetainedAddressOutsideTheRoutes_isTreatedAsOneToAnyAddressWithARule() {
    String far =
        """
        service shop/far p:tcp:80
        asks ports=every tunnel=biz-internet fallback=any
        behind p tcp/9 203.0.113.9=retained
        """;
    assertEquals("Unclaimed", decide(WEB, "tcp", POD, INTERNET));
    assertEquals("web mpls/none", decide(WEB + far, "tcp", POD, INTERNET));
  }

  @Test
  void siteOf_addressWithAnEndingAndARetainedClaim_isWhereTheEndingOneIs() {
    String world =
        """
        service shop/a age=9 p:tcp:80
        asks ports=every tunnel=mpls fallback=none
        behind p tcp/8080 10.1.0.1=%s
        """;
    Flow flow = flow("tcp", CLIENT, POD);
    ResolvedFleet retained = PacketDecisions.fleet(world.formatted("retained"));
    ResolvedCluster ending =
        PacketDecisions.fleet("networks 10.1.0.0/16@default=200\n" + world.formatted("draining"))
            .clusters()
            .get(new OwnerId("shop-eu"));
    ResolvedCluster other =
        new ResolvedCluster(
            "other", new OwnerId("zz"), ending.completeness(), ending.services(), List.of());
    ResolvedFleet both =
        new ResolvedFleet(
            new TreeMap<>(
                Map.of(
                    new OwnerId("shop-eu"),
                    retained.clusters().get(new OwnerId("shop-eu")),
                    other.owner(),
                    other)),
            retained.wan());
    IpPrefix address = IpPrefix.parse("10.1.0.1");
    assertEquals(Optional.of(new SiteId("100")), PacketSemantics.siteOf(retained, flow, address));
    assertEquals(Optional.of(new SiteId("200")), PacketSemantics.siteOf(both, flow, address));
  }
}
