package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which treatment each port gets, as claims say it. */
class PortTreatmentsTest {

  private static List<String> claims(String ports, String asks, String behind) {
    return Scenarios.resolved("service shop/web " + ports + "\nasks " + asks + "\n" + behind)
        .services()
        .get(0)
        .claims()
        .stream()
        .map(claim -> claim.portName() + " " + claim.port() + " " + claim.treatment())
        .toList();
  }

  @Test
  void of_portThatSeveralPartsSelect_hasTheTreatmentOfTheLast() {
    String behind = "behind a tcp/1 10.1.0.1";
    assertEquals(
        List.of("a tcp/1 tunnel=biz-internet fallback=any"),
        claims(
            "a:tcp:80",
            "ports=a tunnel=mpls fallback=none; ports=every tunnel=biz-internet fallback=any",
            behind));
    assertEquals(
        List.of("a tcp/1 tunnel=biz-internet fallback=any"),
        claims(
            "a:tcp:80",
            "ports=a tunnel=mpls fallback=none; ports=80 tunnel=biz-internet fallback=any",
            behind));
    assertEquals(
        List.of(" all tunnel=biz-internet fallback=any"),
        claims(
            "a:tcp:80",
            "ports=all tunnel=mpls fallback=none; ports=all tunnel=biz-internet fallback=any",
            behind));
  }

  @Test
  void of_numberOfTwoProtocols_meansBothPorts() {
    assertEquals(
        List.of("d tcp/5353 tunnel=mpls fallback=none", "u udp/5353 tunnel=mpls fallback=none"),
        claims(
            "d:tcp:53 u:udp:53 x:tcp:54",
            "ports=53 tunnel=mpls fallback=none",
            "behind d tcp/5353 10.1.0.1\nbehind u udp/5353 10.1.0.1\nbehind x tcp/54 10.1.0.1"));
  }

  @Test
  void of_sliceWithoutPorts_isNotThePortWithoutAName() {
    String unnamed = ":tcp:80";
    assertEquals(
        List.of(),
        claims(unnamed, "ports=every tunnel=mpls fallback=none", "behind none 10.1.0.1"));
    assertEquals(
        List.of(" all tunnel=mpls fallback=none"),
        claims(unnamed, "ports=all tunnel=mpls fallback=none", "behind none 10.1.0.1"));
  }

  @Test
  void of_portThatIsNotThere_leavesTheOthersOfAHeldIntentInForce() {
    assertEquals(
        List.of("a tcp/1 tunnel=mpls fallback=none"),
        Scenarios.resolved(
                """
                service shop/web a:tcp:80
                unreadable
                last-good ports=a,gone tunnel=mpls fallback=none
                behind a tcp/1 10.1.0.1
                """)
            .services()
            .get(0)
            .claims()
            .stream()
            .map(claim -> claim.portName() + " " + claim.port() + " " + claim.treatment())
            .toList());
  }
}
