package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.policy.Commit;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.scenario.RandomTopology;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.core.snapshot.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Services whose ports web (80) and admin (9000) lead to one port of their pods. */
class AmbiguousPortsTest {

  private static final ServiceKey SHOP = new ServiceKey("eu", "shop", "front");
  private static final String TUNNEL = "fairway.dev/tunnel";
  private static final Endpoint.State DRAINING = new Endpoint.State(false, true, true);
  private static final Map<String, String> CONTRADICTION =
      Map.of(TUNNEL + ".web", "mpls", TUNNEL + ".admin", "biz-internet");

  private final List<ServiceEndpoints> endpoints = new ArrayList<>();

  private void behind(String port, int number, String address, Endpoint.State state) {
    endpoints.add(
        new ServiceEndpoints(
            port,
            Optional.of(IpProtocol.TCP),
            number == 0 ? OptionalInt.empty() : OptionalInt.of(number),
            List.of(
                new Endpoint(
                    IpPrefix.parse(address),
                    Optional.empty(),
                    Endpoint.Kind.POD,
                    state,
                    Optional.empty(),
                    Optional.empty()))));
  }

  private void bothAt(int number) {
    behind("web", number, "10.1.0.7", Endpoint.State.READY);
    behind("admin", number, "10.1.0.7", Endpoint.State.READY);
  }

  private ResolvedService resolved(
      Map<String, String> own, Map<String, String> defaults, String lastGood) {
    ServiceState state =
        new ServiceState(
            SHOP,
            Instant.EPOCH,
            List.of(
                new ServicePort("web", IpProtocol.TCP, 80),
                new ServicePort("admin", IpProtocol.TCP, 9000)),
            IntentAnnotations.read(
                SHOP, own, defaults, Optional.of(lastGood), IntentOptions.DEFAULT),
            endpoints,
            List.of());
    return Resolver.resolve(
            FleetSnapshot.of(
                RandomTopology.cluster("eu", List.of(), new TreeMap<>(Map.of(SHOP, state)))),
            RandomTopology.wan(true),
            TargetProfile.unlimited(Commit.WHOLE_PLAN))
        .clusters()
        .get(new OwnerId("eu"))
        .services()
        .get(0);
  }

  private static List<String> errors(ResolvedService service) {
    return service.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::message)
        .toList();
  }

  @Test
  void resolve_twoPortsOnOnePortOfThePods_isAnErrorWithBothKeysAndNoRule() {
    bothAt(8443);
    ResolvedService service = resolved(CONTRADICTION, Map.of(), "");
    assertEquals(
        List.of(
            "the port admin (9000/tcp) and the port web (80/tcp) both lead to port 8443/tcp of"
                + " 10.1.0.7, where their packets cannot be told apart, yet"
                + " fairway.dev/tunnel.admin of service eu/shop/front asks for"
                + " 'tunnel=biz-internet fallback=none' and fairway.dev/tunnel.web of service"
                + " eu/shop/front asks for 'tunnel=mpls fallback=none'; let both ports ask for the"
                + " same, or give each its own port of the pods"),
        errors(service));
    assertEquals("unusable", service.declaration().text());
    assertEquals(List.of(), service.claims());
  }

  @Test
  void resolve_onePortDeniedAndOneWithoutAWord_isAnError() {
    bothOfOwnPod(Endpoint.State.READY, Endpoint.State.READY);
    ResolvedService service = resolved(Map.of("fairway.dev/access.admin", "deny"), Map.of(), "");
    assertEquals(
        List.of(
            "the port admin (9000/tcp) and the port web (80/tcp) both lead to port 8443/tcp of"
                + " 10.1.0.7, where their packets cannot be told apart, yet"
                + " fairway.dev/access.admin of service eu/shop/front asks for 'access=deny' and"
                + " the port web asks for nothing; let both ports ask for the same, or give each"
                + " its own port of the pods"),
        errors(service));
    assertEquals("unusable", service.declaration().text());
  }

  @Test
  void resolve_onePortDeniedAndOneWithoutAWord_areNoErrorWhereTheyShareNoLivingEndpoint() {
    bothOfOwnPod(Endpoint.State.READY, DRAINING);
    assertEquals(
        List.of(), errors(resolved(Map.of("fairway.dev/access.web", "deny"), Map.of(), "")));
  }

  @Test
  void resolve_onePortSteeredOrBothDenied_areNoError() {
    bothOfOwnPod(Endpoint.State.READY, Endpoint.State.READY);
    assertEquals(List.of(), errors(resolved(Map.of(TUNNEL + ".web", "mpls"), Map.of(), "")));
    assertEquals(List.of(), errors(resolved(Map.of("fairway.dev/access", "deny"), Map.of(), "")));
    assertEquals(
        List.of(),
        errors(
            resolved(
                Map.of("fairway.dev/access", "deny", "fairway.dev/ports", "all"), Map.of(), "")));
  }

  private void bothOfOwnPod(Endpoint.State web, Endpoint.State admin) {
    behind("web", 8443, "10.1.0.7", web);
    behind("admin", 8443, "10.1.0.7", admin);
    endpoints.replaceAll(
        group ->
            new ServiceEndpoints(
                group.portName(),
                group.protocol(),
                group.port(),
                group.endpoints().stream().map(AmbiguousPortsTest::ofOwnPod).toList()));
  }

  private static Endpoint ofOwnPod(Endpoint endpoint) {
    return new Endpoint(
        endpoint.address(),
        endpoint.site(),
        endpoint.kind(),
        endpoint.state(),
        endpoint.origin(),
        endpoint.pod(),
        endpoint.node(),
        true);
  }

  @Test
  void resolve_contradiction_keepsTheLastGoodIntentWhole() {
    bothAt(8443);
    ResolvedService service =
        resolved(CONTRADICTION, Map.of(), "ports=every tunnel=public-internet fallback=any");
    assertEquals("held", service.declaration().text());
    assertEquals(
        List.of("tunnel=public-internet fallback=any"),
        service.claims().stream().map(claim -> claim.treatment().canonical()).distinct().toList());
  }

  @Test
  void resolve_lastGoodThatContradictsItselfSinceThePodsChanged_staysAndIsSaid() {
    bothAt(8443);
    String lastGood =
        "ports=admin tunnel=biz-internet fallback=none; ports=web tunnel=mpls fallback=none";
    ResolvedService same = resolved(CONTRADICTION, Map.of(), lastGood);
    assertEquals("held", same.declaration().text());
    assertEquals(2, same.claims().size());
    assertEquals(1, errors(same).size());
    ResolvedService unreadable = resolved(Map.of(TUNNEL, "mp ls"), Map.of(), lastGood);
    assertEquals(2, unreadable.claims().size());
    assertEquals(
        List.of(DiagnosticCode.MALFORMED_VALUE, DiagnosticCode.AMBIGUOUS_PORT),
        unreadable.diagnostics().stream()
            .filter(Diagnostic::isError)
            .map(Diagnostic::code)
            .sorted()
            .toList());
  }

  @Test
  void resolve_oneTreatmentOrTwoPortsOfThePods_isNoContradiction() {
    bothAt(8443);
    assertEquals(
        "valid",
        resolved(Map.of(TUNNEL + ".web", "mpls", TUNNEL + ".admin", "mpls"), Map.of(), "")
            .declaration()
            .text());
    endpoints.clear();
    behind("web", 8443, "10.1.0.7", Endpoint.State.READY);
    behind("admin", 9443, "10.1.0.7", Endpoint.State.READY);
    behind("admin", 8443, "10.1.0.8", Endpoint.State.READY);
    assertEquals("valid", resolved(CONTRADICTION, Map.of(), "").declaration().text());
  }

  @Test
  void resolve_onePortOfAnEndingEndpointBesideALivingOne_isNoContradiction() {
    behind("web", 8443, "10.1.0.7", DRAINING);
    behind("admin", 8443, "10.1.0.7", Endpoint.State.READY);
    ResolvedService service = resolved(CONTRADICTION, Map.of(), "");
    assertEquals("valid", service.declaration().text());
    endpoints.clear();
    behind("web", 8443, "10.1.0.7", DRAINING);
    behind("admin", 8443, "10.1.0.7", DRAINING);
    assertEquals("unusable", resolved(CONTRADICTION, Map.of(), "").declaration().text());
  }

  @Test
  void resolve_keyOfANamespace_isNamedWithIt() {
    bothAt(8443);
    String error =
        errors(
                resolved(
                    Map.of(TUNNEL + ".web", "mpls"), Map.of(TUNNEL + ".admin", "biz-internet"), ""))
            .get(0);
    assertEquals(
        true, error.contains("fairway.dev/tunnel.admin of namespace eu/shop asks for"), error);
  }

  @Test
  void resolve_portsThatDifferByFallbackAlone_namesTheFallback() {
    bothAt(8443);
    String error =
        errors(resolved(Map.of(TUNNEL, "mpls", "fairway.dev/fallback.admin", "any"), Map.of(), ""))
            .get(0);
    assertEquals(
        true,
        error.contains(
            "fairway.dev/fallback.admin of service eu/shop/front asks for 'tunnel=mpls"
                + " fallback=any' and web asks for 'tunnel=mpls fallback=none'"),
        error);
  }

  @Test
  void resolve_portsWithoutANumber_contradictOnAllPorts() {
    bothAt(0);
    String error = errors(resolved(CONTRADICTION, Map.of(), "")).get(0);
    assertEquals(true, error.contains("both lead to all ports of 10.1.0.7"), error);
  }
}
