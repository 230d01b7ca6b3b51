package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.Endpoint.Kind;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.intent.IntentReading;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.PodView;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodEvidenceTest {

  private static PodView pod(String phase, boolean inHostNetwork, String... addresses) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("p")
            .endMetadata()
            .withNewSpec()
            .withHostNetwork(inHostNetwork)
            .endSpec()
            .withNewStatus()
            .withPhase(phase)
            .endStatus();
    for (String address : addresses) {
      pod.editStatus().addNewPodIP(address).endStatus();
    }
    return InformerTransform.pod(pod.build());
  }

  private static ServiceState cart(String access, String... addresses) {
    return MappedCluster.of(
            service("cart")
                .editMetadata()
                .addToAnnotations("fairway.dev/access", access)
                .endMetadata()
                .build(),
            slice("s1", "cart")
                .withPorts(port("http", 8080))
                .withEndpoints(endpoints(addresses))
                .build())
        .service("cart");
  }

  private static List<String> own(ServiceState service) {
    return service.endpoints().get(0).endpoints().stream()
        .filter(Endpoint::proven)
        .map(endpoint -> endpoint.address().addressText())
        .toList();
  }

  @Test
  void endpoint_isAnOwnPods_whereAPodThatHasNotEndedHasTheAddress() {
    PodEvidence evidence =
        PodEvidence.of(
            List.of(
                pod("Running", false, "10.1.0.1", "fd00::1"),
                pod("Pending", false, "10.1.0.2"),
                pod("Succeeded", false, "10.1.0.3"),
                pod("Failed", false, "10.1.0.4"),
                pod("Running", false)));
    assertEquals(
        List.of("10.1.0.1", "10.1.0.2"),
        own(
            evidence.applyTo(
                cart("from=100", "10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "10.1.0.5"))));
  }

  @Test
  void proof_ofEarlier_isTakenBack() {
    ServiceState proven =
        PodEvidence.of(List.of(pod("Running", false, "10.1.0.1")))
            .applyTo(cart("from=100", "10.1.0.1"));
    assertEquals(List.of("10.1.0.1"), own(proven));
    assertEquals(List.of(), own(PodEvidence.NONE.applyTo(proven)));
  }

  @Test
  void podInTheHostsNetwork_sharesItsNodesAddress_alsoWhereNoNodeNamesIt() {
    ServiceState proven =
        PodEvidence.of(List.of(pod("Running", true, "10.1.0.1"), pod("Running", false, "10.1.0.2")))
            .applyTo(cart("from=100", "10.1.0.1", "10.1.0.2"));
    assertEquals(
        List.of(Kind.NODE, Kind.POD),
        proven.endpoints().get(0).endpoints().stream().map(Endpoint::kind).toList());
    assertEquals(List.of("10.1.0.1", "10.1.0.2"), own(proven));
  }

  @Test
  void endpointOfAnotherCluster_isNobodysPodHere() {
    ServiceState service = cart("from=100", "10.1.0.1");
    Endpoint local = service.endpoints().get(0).endpoints().get(0);
    Endpoint synced =
        new Endpoint(
            local.address(),
            Optional.empty(),
            Kind.POD,
            Endpoint.State.READY,
            Optional.of("us"),
            Optional.empty(),
            Optional.empty(),
            true);
    ServiceState far =
        new ServiceState(
            service.key(),
            service.createdAt(),
            service.ports(),
            service.reading(),
            List.of(
                new dev.fairway.core.endpoint.ServiceEndpoints(
                    "http",
                    service.endpoints().get(0).protocol(),
                    service.endpoints().get(0).port(),
                    List.of(synced))),
            List.of());
    assertEquals(
        List.of(), own(PodEvidence.of(List.of(pod("Running", false, "10.1.0.1"))).applyTo(far)));
  }

  @Test
  void listThatFailed_isAnErrorWithoutEvidence_andANoticeWithSome() {
    PodEvidence none = PodEvidence.NONE.notReadAgain("not allowed to list pods (403)");
    Diagnostic told = onlyUnproven(none.applyTo(cart("from=100", "10.1.0.1")));
    assertEquals(Severity.ERROR, told.severity());
    assertEquals("service eu/shop/cart", told.subject().toString());
    assertEquals(
        "its pods could not be listed, so that no address is known to be theirs, which 'access' and"
            + " 'inspect' need: not allowed to list pods (403)",
        told.message());
    PodEvidence some =
        PodEvidence.of(List.of(pod("Running", false, "10.1.0.1"))).notReadAgain("no answer");
    ServiceState proven = some.applyTo(cart("from=100", "10.1.0.1", "10.1.0.2"));
    assertEquals(List.of("10.1.0.1"), own(proven));
    assertEquals(Severity.INFO, onlyUnproven(proven).severity());
  }

  private static Diagnostic onlyUnproven(ServiceState service) {
    List<Diagnostic> found =
        service.diagnostics().stream()
            .filter(diagnostic -> diagnostic.code() == DiagnosticCode.UNPROVEN_ADDRESS)
            .toList();
    assertEquals(1, found.size());
    return found.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "from=100"})
  void access_ofTheServiceOrItsNamespace_needsIt(String access) {
    Map<String, String> words = Map.of("fairway.dev/access", access);
    assertTrue(PodEvidence.isNeededBy(reading(words, Map.of(), Optional.empty())));
    assertTrue(PodEvidence.isNeededBy(reading(Map.of(), words, Optional.empty())));
    assertFalse(
        PodEvidence.isNeededBy(
            reading(Map.of("fairway.dev/class", "none"), words, Optional.empty())));
  }

  @Test
  void inspect_andALastGoodIntentWithIt_needIt_otherWordsDoNot() {
    assertTrue(
        PodEvidence.isNeededBy(
            reading(Map.of("fairway.dev/inspect.http", "firewall"), Map.of(), Optional.empty())));
    assertTrue(
        PodEvidence.isNeededBy(
            reading(
                Map.of("fairway.dev/dscp", "64"),
                Map.of(),
                Optional.of("ports=every access=deny"))));
    assertFalse(
        PodEvidence.isNeededBy(
            reading(
                Map.of(
                    "fairway.dev/tunnel", "mpls",
                    "fairway.dev/dscp", "ef",
                    "fairway.dev/encryption", "required",
                    "fairway.dev/segment", "default"),
                Map.of(),
                Optional.of("ports=every tunnel=mpls fallback=none"))));
    assertFalse(PodEvidence.isNeededBy(IntentReading.ABSENT));
  }

  private static IntentReading reading(
      Map<String, String> own, Map<String, String> defaults, Optional<String> lastGood) {
    return IntentAnnotations.read(
        new ServiceKey("eu", "shop", "cart"), own, defaults, lastGood, IntentOptions.DEFAULT);
  }

  @Test
  void address_thatCannotBeRead_isNoEvidence() {
    Pod odd =
        new PodBuilder()
            .withNewStatus()
            .withPodIP("10.1.0.1")
            .addNewPodIP("10.1.0.0/24")
            .addNewPodIP(null)
            .addNewPodIP("10.1.0.1")
            .endStatus()
            .build();
    assertEquals(List.of(IpPrefix.parse("10.1.0.1/32")), InformerTransform.pod(odd).addresses());
    assertEquals(List.of(), InformerTransform.pod(new Pod()).addresses());
  }
}
