package dev.fairway.k8s.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.ServiceStatus;
import dev.fairway.runtime.SyncReport;
import dev.fairway.runtime.loop.SyncLoop;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Words that cut packets, on addresses that are not the Service's: an older Service's pods, and the
 * API server.
 */
class StrangersAddressTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
          .build();
  private final MockFabric fabric =
      new MockFabric(
          FabricFile.parse(
                  "fabric.yaml",
                  """
                  routesKnown: true
                  sites:
                    - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: a, transports: [mpls, biz]}]}
                    - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: b, transports: [mpls, biz]}]}
                  """)
              .layout()
              .orElseThrow());
  private final AtomicReference<Optional<SyncReport>> last =
      new AtomicReference<>(Optional.empty());

  @BeforeEach
  void makeShop() {
    namespace("shop", "{}");
    pod("billing-1", "billing", "10.2.0.4");
    slice("shop", "billing-a", "billing", "10.2.0.4", "billing-1");
  }

  @AfterEach
  void end() {
    client.close();
    kubernetes.close();
  }

  private void namespace(String name, String annotations) {
    kubernetes.seed(
        """
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s", "annotations": %s}}
        """
            .formatted(name, annotations));
  }

  private void service(
      String namespace, String name, String created, String annotations, String selector) {
    kubernetes.seed(
        """
        {"apiVersion": "v1", "kind": "Service",
         "metadata": {"namespace": "%s", "name": "%s", "creationTimestamp": "%s", "annotations": %s},
         "spec": {"selector": %s, "ports": [{"name": "http", "port": 80}]}}
        """
            .formatted(namespace, name, created, annotations, selector));
  }

  private void pod(String name, String app, String address) {
    kubernetes.seed(
        """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"namespace": "shop", "name": "%s", "labels": {"app": "%s"}},
         "spec": {"containers": [{"name": "web", "image": "web"}]},
         "status": {"phase": "Running", "podIP": "%s", "podIPs": [{"ip": "%s"}]}}
        """
            .formatted(name, app, address, address));
  }

  private void slice(String namespace, String name, String service, String address, String pod) {
    String reference =
        pod.isEmpty() ? "" : ", \"targetRef\": {\"kind\": \"Pod\", \"name\": \"" + pod + "\"}";
    kubernetes.seed(
        """
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
         "metadata": {"namespace": "%s", "name": "%s",
           "labels": {"kubernetes.io/service-name": "%s"}},
         "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}],
         "endpoints": [{"addresses": ["%s"]%s}]}
        """
            .formatted(namespace, name, service, address, reference));
  }

  /** The treatments on the fabric with their addresses, after a sync that was read whole. */
  private List<String> rules() {
    try (FairwayController fairway =
        FairwayController.of(
                client, ClusterSettings.of("shop-eu"), SyncLoop.over(fabric.backend(OWNER)))
            .start()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                last.set(fairway.loop().state().last());
                return last.get()
                    .filter(SyncReport::succeeded)
                    .filter(report -> !report.services().isEmpty())
                    .isPresent();
              });
    }
    return fabric.rules(OWNER).stream()
        .map(rule -> rule.treatment() + " " + rule.serviceAddresses())
        .distinct()
        .sorted()
        .toList();
  }

  private ServiceStatus status(String name) {
    return last.get().orElseThrow().services().values().stream()
        .filter(status -> status.service().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> codes(String name) {
    return status(name).diagnostics().stream()
        .map(diagnostic -> diagnostic.code().toString())
        .distinct()
        .toList();
  }

  private static String younger() {
    return "2026-05-01T00:00:00Z";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "billing-1"})
  void youngerService_withAHandMadeSlice_takesNothing_andIsTold(String reference) {
    olderBilling();
    for (String selector : List.of("{}", "{\"app\": \"thief\"}")) {
      service("shop", "thief", younger(), "{\"fairway.dev/access\": \"deny\"}", selector);
      slice("shop", "thief-a", "thief", "10.2.0.4", reference);

      assertEquals(List.of("tunnel=biz fallback=none 10.2.0.4/32"), rules());
      assertEquals(List.of(), codes("billing"));
      assertTrue(status("billing").isProgrammed());
      assertTrue(codes("thief").contains("UNPROVEN_ADDRESS"), codes("thief").toString());
      assertTrue(!status("thief").isProgrammed());
    }
  }

  private void olderBilling() {
    service(
        "shop",
        "billing",
        "2026-01-01T00:00:00Z",
        "{\"fairway.dev/tunnel\": \"biz\"}",
        "{\"app\": \"billing\"}");
  }

  @Test
  void serviceThatAsksForNothing_isAsSafe() {
    service("shop", "billing", "2026-01-01T00:00:00Z", "{}", "{\"app\": \"billing\"}");
    service(
        "shop", "thief", younger(), "{\"fairway.dev/access\": \"deny\"}", "{\"app\": \"thief\"}");
    slice("shop", "thief-a", "thief", "10.2.0.4", "billing-1");
    assertEquals(List.of(), rules());
    assertTrue(codes("thief").contains("UNPROVEN_ADDRESS"), codes("thief").toString());
  }

  @Test
  void ownPod_besideAStrangersAddress_hasItsRules() {
    olderBilling();
    service(
        "shop", "thief", younger(), "{\"fairway.dev/access\": \"deny\"}", "{\"app\": \"thief\"}");
    pod("thief-1", "thief", "10.2.0.9");
    slice("shop", "thief-a", "thief", "10.2.0.4", "billing-1");
    slice("shop", "thief-b", "thief", "10.2.0.9", "");
    assertEquals(
        List.of("access=deny 10.2.0.9/32", "tunnel=biz fallback=none 10.2.0.4/32"), rules());
    assertEquals("PartlyProgrammed", status("thief").programmedCondition().reason());
  }

  @Test
  void youngerService_thatSelectsTheSamePods_isConflicted() {
    olderBilling();
    service(
        "shop", "thief", younger(), "{\"fairway.dev/access\": \"deny\"}", "{\"app\": \"billing\"}");
    slice("shop", "thief-a", "thief", "10.2.0.4", "billing-1");
    assertEquals(List.of("tunnel=biz fallback=none 10.2.0.4/32"), rules());
    assertEquals("Conflicted", status("thief").programmedCondition().reason());
    assertTrue(status("billing").isProgrammed());
  }

  @ParameterizedTest
  @CsvSource({"tunnel,biz", "access,deny"})
  void defaultOnTheNamespaceDefault_neverTouchesTheApiServer(String word, String value) {
    namespace("default", "{\"fairway.dev/%s\": \"%s\"}".formatted(word, value));
    service("default", "kubernetes", "2025-01-01T00:00:00Z", "{}", "{}");
    slice("default", "kubernetes", "kubernetes", "10.2.0.1", "");
    assertEquals(List.of(), rules());
    assertTrue(codes("kubernetes").contains("PROTECTED_ADDRESS"), codes("kubernetes").toString());
  }
}
