package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.scenario.Scenarios;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResolverTest {

  private static final ServiceKey WEB = new ServiceKey("eu", "shop", "web");

  private static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(diagnostic -> diagnostic.code().text()).toList();
  }

  private static ResolvedCluster resolved(IntentReading reading) {
    Diagnostic malformed =
        Diagnostic.warning(DiagnosticCode.MALFORMED_OBJECT, WEB.subject(), "", "", "is odd");
    ServiceState state =
        new ServiceState(WEB, Instant.EPOCH, List.of(), reading, List.of(), List.of(malformed));
    return Resolver.resolve(
            FleetSnapshot.of(
                RandomTopology.cluster("eu", List.of(), new TreeMap<>(Map.of(WEB, state)))),
            RandomTopology.wan(true),
            TargetProfile.unlimited(Commit.WHOLE_PLAN))
        .clusters()
        .get(new OwnerId("eu"));
  }

  @Test
  void resolve_serviceWithoutIntent_hasNoDiagnostics() {
    ResolvedCluster absent = resolved(IntentReading.ABSENT);
    assertEquals(List.of(), absent.services().get(0).diagnostics());
    assertEquals(List.of(), absent.diagnostics());
  }

  @Test
  void resolve_serviceWithIntent_hasDiagnosticsOfItsObjectsAndItsClusterOfItsSettings() {
    ResolvedCluster asking =
        resolved(
            RandomTopology.asking(ServiceIntent.parse("ports=every tunnel=mpls fallback=none")));
    assertEquals(
        List.of("NoEndpoints", "MalformedObject"), codes(asking.services().get(0).diagnostics()));
    assertEquals(List.of("NetworksUndeclared"), codes(asking.diagnostics()));
  }

  @Test
  void resolve_slicePortThatTheServiceLacks_isNamedWithTheOnesItHas() {
    ResolvedService service =
        Scenarios.resolved(
                """
                service shop/web http:tcp:80 :udp:53
                asks ports=every tunnel=mpls fallback=none
                behind http tcp/8080 10.1.0.1
                behind - udp/5353 10.1.0.1
                behind htp tcp/8080 10.1.0.2
                behind htp tcp/8081 10.1.0.2
                """)
            .services()
            .get(0);
    assertEquals(
        List.of(
            "an EndpointSlice names the port 'htp', which is not a port of the Service, which has"
                + " 53/udp, http (80/tcp); no rule covers it"),
        service.diagnostics().stream().map(Diagnostic::message).toList());
    assertEquals(2, service.claims().size());
  }

  @Test
  void resolve_endpointsThatAreAllEnding_areClaimedAsEnding() {
    ResolvedService service =
        Scenarios.resolved(
                """
                service shop/web http:tcp:80
                asks ports=every tunnel=mpls fallback=none
                behind http tcp/8080 10.1.0.1=terminating 10.1.0.2=draining
                behind http tcp/9090 10.1.0.1
                """)
            .services()
            .get(0);
    assertEquals(
        List.of("tcp/8080 false", "tcp/8080 false", "tcp/9090 true"),
        service.claims().stream()
            .flatMap(
                claim -> claim.addresses().stream().map(at -> claim.port() + " " + at.living()))
            .toList());
    assertEquals(List.of(), codes(service.diagnostics()));
  }

  private static List<String> messages(DiagnosticCode code, ResolvedService service) {
    return service.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == code)
        .map(Diagnostic::message)
        .toList();
  }

  private static List<String> namedPorts(int ports, int carried) {
    StringBuilder world = new StringBuilder("service shop/web");
    IntStream.range(0, ports)
        .forEach(port -> world.append(" p%d:tcp:%d".formatted(port, port + 1)));
    world.append("\nasks ports=every tunnel=mpls fallback=none\n");
    IntStream.range(0, carried)
        .forEach(port -> world.append("behind p%d tcp/%d 10.1.0.1\n".formatted(port, port + 1)));
    return Scenarios.resolved(world.toString()).services().get(0).diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == DiagnosticCode.NO_SUCH_PORT_IN_SLICES)
        .map(Diagnostic::value)
        .toList();
  }

  @Test
  void resolve_portThatNoSliceLists_isNamedHoweverManyPortsTheServiceHas() {
    for (int ports : new int[] {2, 16, 17, 40}) {
      assertEquals(List.of(), namedPorts(ports, ports));
      assertEquals(List.of("p" + (ports - 1)), namedPorts(ports, ports - 1));
    }
  }

  @Test
  void resolve_addressBehindTwoPorts_isClaimedOnceForAllPortsAndLivesWhereOneLives() {
    String world =
        """
        service shop/web a:tcp:1 b:tcp:2
        asks ports=all tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.2%s 10.1.0.1
        behind b tcp/2 10.1.0.1 10.1.0.2%s
        """;
    assertEquals(List.of("10.1.0.1 true", "10.1.0.2 true"), claimed(world.formatted("", "")));
    assertEquals(
        List.of("10.1.0.1 true", "10.1.0.2 true"), claimed(world.formatted("=terminating", "")));
    assertEquals(
        List.of("10.1.0.1 true", "10.1.0.2 true"), claimed(world.formatted("", "=terminating")));
    assertEquals(
        List.of("10.1.0.1 true", "10.1.0.2 false"),
        claimed(world.formatted("=terminating", "=terminating")));
  }

  private static List<String> claimed(String world) {
    return Scenarios.resolved(world).services().get(0).claims().stream()
        .flatMap(claim -> claim.addresses().stream())
        .map(claimed -> claimed.address().addressText() + " " + claimed.living())
        .toList();
  }

  @Test
  void resolve_manyPortsThatNoSliceLists_areCountedBeyondTheFirstEight() {
    StringBuilder ports = new StringBuilder("service shop/web a:tcp:1");
    for (int port = 2; port <= 12; port++) {
      ports.append(" p%02d:tcp:%d".formatted(port, port));
    }
    ResolvedService service =
        Scenarios.resolved(
                ports
                    + "\nasks ports=every tunnel=mpls fallback=none\n"
                    + "behind a tcp/1 10.1.0.1\n")
            .services()
            .get(0);
    String message = messages(DiagnosticCode.NO_SUCH_PORT_IN_SLICES, service).get(0);
    assertTrue(message.startsWith("ports p02 (2/tcp), p03 (3/tcp), "), message);
    assertTrue(message.contains("p09 (9/tcp) and 3 more have no rule"), message);
  }

  @Test
  void resolve_podsOfAnotherClusterOfTheFleetOnly_areLeftToThatCluster() {
    ResolvedService service =
        Scenarios.resolved(
                """
                beside shop-asia
                service shop/web http:tcp:80
                asks ports=every tunnel=mpls fallback=none
                behind http tcp/8080 10.1.0.1^shop-asia
                """)
            .services()
            .get(0);
    assertEquals(
        List.of(
            "no endpoint has an address that counts, so there is no rule: its pods are those of"
                + " shop-asia, and their rules are made there"),
        messages(DiagnosticCode.NO_ENDPOINTS, service));
  }

  @Test
  void resolve_addressesThatAreAllForeign_areNamedAndNoFirstEndpointIsPromised() {
    ResolvedService service =
        Scenarios.resolved(
                """
                networks 10.0.0.0/8
                service shop/web http:tcp:80
                asks ports=every tunnel=mpls fallback=none
                behind http tcp/8080 192.0.2.1
                """)
            .services()
            .get(0);
    assertEquals(
        List.of("no endpoint has an address that counts, so there is no rule; each is named"),
        messages(DiagnosticCode.NO_ENDPOINTS, service));
    assertEquals(1, messages(DiagnosticCode.FOREIGN_ADDRESS, service).size());
  }

  @Test
  void resolve_portOfAHeldIntentThatIsGone_isNotTakenForMissingEndpoints() {
    ResolvedService service =
        Scenarios.resolved(
                """
                service shop/web http:tcp:80
                unreadable
                last-good ports=gone tunnel=mpls fallback=none
                behind http tcp/8080 10.1.0.1
                """)
            .services()
            .get(0);
    assertEquals(
        List.of(
            "no endpoint has a port that is asked for, so there is no rule: its EndpointSlices"
                + " list http (8080/tcp), the Service has http (80/tcp)"),
        messages(DiagnosticCode.NO_ENDPOINTS, service));
  }
}
