package dev.fairway.core.semantics;

import static dev.fairway.core.semantics.PacketDecisions.CLIENT;
import static dev.fairway.core.semantics.PacketDecisions.INTERNET;
import static dev.fairway.core.semantics.PacketDecisions.WEB;
import static dev.fairway.core.semantics.PacketDecisions.decide;
import static dev.fairway.core.semantics.PacketDecisions.toPod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The definition of {@code access}, {@code inspect} and of the rank of words, packet by packet. */
class PacketWordsTest {

  private static final String ADMITS =
      """
      wan-network 10.2.8.0/24@default
      protected 10.2.0.7
      service shop/web http:tcp:80
      asks ports=every dscp=ef access=from=300
      behind http tcp/8080 10.1.0.1
      """;

  @Test
  void decide_peerOfAccess_isDroppedBothWaysUnlessItIsAdmittedProtectedOrNotOnTheWan() {
    String pod = "10.1.0.1:8080";
    String elsewhere = "10.2.0.9:50000";
    String drop = "web access=deny";
    assertEquals("web dscp=ef", decide(ADMITS, "tcp", CLIENT, pod));
    assertEquals("web dscp=ef", decide(ADMITS, "tcp", pod, CLIENT));
    assertEquals(drop, decide(ADMITS, "tcp", elsewhere, pod));
    assertEquals(drop, decide(ADMITS, "tcp", pod, elsewhere));
    assertEquals(drop, decide(ADMITS, "tcp", "10.2.8.1:50000", pod), "at no known site");
    assertEquals("web dscp=ef", decide(ADMITS, "tcp", "10.2.0.7:50000", pod), "protected");
    assertEquals("web dscp=ef", decide(ADMITS, "tcp", INTERNET, pod));
    assertEquals("Unclaimed", decide(ADMITS, "tcp", pod, INTERNET));
    assertEquals("Unclaimed", decide(ADMITS, "icmp", elsewhere, pod), "an error about a packet");
  }

  @Test
  void decide_peerThatAccessDoesNotConcern_isLeftAloneWhereNothingElseIsSaid() {
    String denies = WEB.replace("tunnel=mpls fallback=none", "access=deny");
    assertEquals("web access=deny", toPod(denies));
    assertEquals("Unclaimed", decide(denies, "tcp", INTERNET, "10.1.0.1:8080"));
  }

  @Test
  void decide_peerThatIsNotOnTheWan_isNotInspected() {
    String both = "function ids 300\n" + WEB.replace("fallback=none", "fallback=none inspect=ids");
    assertEquals("web mpls/none inspect=ids", toPod(both));
    assertEquals("web mpls/none", decide(both, "tcp", INTERNET, "10.1.0.1:8080"));
    String unknown = "routes unknown\n" + both;
    assertEquals("web mpls/none inspect=ids", decide(unknown, "tcp", INTERNET, "10.1.0.1:8080"));
  }

  @Test
  void decide_packetBetweenTwoServices_goesByTheFirstWordOfEach() {
    List<String> ranked =
        List.of(
            "access=deny",
            "tunnel=biz-internet fallback=any inspect=ids",
            "encryption=required",
            "tunnel=mpls fallback=none",
            "dscp=ef");
    for (int first = 0; first < ranked.size(); first++) {
      for (int second = first + 1; second < ranked.size(); second++) {
        String world =
            """
            function ids 300
            service shop/a p:tcp:80
            asks ports=every %s
            behind p tcp/8080 10.1.0.1
            service shop/b p:tcp:80
            asks ports=every %s
            behind p tcp/8080 10.2.0.1
            """;
        String wanted = ranked.get(first).replace("tunnel=", "").replace(" fallback=", "/");
        String to = "10.2.0.1:8080";
        String from = "10.1.0.1:8080";
        String strictIsB = world.formatted(ranked.get(second), ranked.get(first));
        assertEquals("b " + wanted, decide(strictIsB, "tcp", from, to));
        assertEquals("b " + wanted, decide(strictIsB, "tcp", to, from));
      }
    }
  }

  @Test
  void decide_claimThatRestricts_hasNothingOfWhatOverlapsWithAnOlderServicesPort() {
    for (String restricting : List.of("access=deny", "inspect=ids")) {
      for (String ports : List.of("every", "all")) {
        String world =
            """
            function ids 300
            service shop/old age=9 p:tcp:80
            asks ports=every dscp=ef
            behind p tcp/8080 10.1.0.1
            service shop/young age=1 p:tcp:80
            asks ports=%s %s
            behind p tcp/8080 10.1.0.1
            """
                .formatted(ports, restricting);
        assertEquals("old dscp=ef", toPod(world));
        assertEquals("Unclaimed", decide(world, "icmp", CLIENT, "10.1.0.1:0"), ports);
        String other = decide(world, "tcp", CLIENT, "10.1.0.1:9");
        assertEquals("Unclaimed", other, ports);
      }
    }
  }
}
