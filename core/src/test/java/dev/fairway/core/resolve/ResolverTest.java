package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
                behind htp tcp/8080 10.1.0.2
                behind htp tcp/8081 10.1.0.2
                """)
            .services()
            .get(0);
    assertEquals(
        List.of(
            "an EndpointSlice names the port 'htp', which is not a port of the Service, which has"
                + " http (80/tcp), 53/udp"),
        service.diagnostics().stream().map(Diagnostic::message).toList());
    assertEquals(1, service.claims().size());
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
}
