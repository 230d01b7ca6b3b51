package dev.fairway.k8s.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.MockFabric;
import dev.fairway.runtime.loop.LoopState;
import dev.fairway.runtime.loop.SyncLoop;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches, loop and status together, on an API server and a fabric in this process. */
class FairwayControllerTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final Duration LONG = Duration.ofSeconds(20);

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
                  sites:
                    - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: a, transports: [mpls, biz]}]}
                    - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: b, transports: [mpls, biz]}]}
                  """)
              .layout()
              .orElseThrow());

  @BeforeEach
  void makeShop() {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName("shop").and().build())
        .create();
    client.resource(cart()).create();
    client
        .resource(
            new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("cart-1")
                .addToLabels("kubernetes.io/service-name", "cart")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withPort(8080)
                .endPort()
                .addNewEndpoint()
                .withAddresses("10.2.0.4")
                .endEndpoint()
                .build())
        .create();
  }

  private static Service cart() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("cart")
        .addToAnnotations("fairway.dev/tunnel", "biz")
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withName("http")
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  @AfterEach
  void end() {
    client.close();
    kubernetes.close();
  }

  private FairwayController start() {
    return FairwayController.of(
            client, ClusterSettings.of("shop-eu"), SyncLoop.over(fabric.backend(OWNER)))
        .start();
  }

  private String conditions() {
    Service service = client.services().inNamespace("shop").withName("cart").get();
    return Optional.ofNullable(service.getStatus().getConditions()).orElse(List.of()).stream()
        .map(Condition::getMessage)
        .toList()
        .toString();
  }

  @Test
  void annotatedService_getsRulesAndStatus_andLosesThemWithTheAnnotation() {
    try (FairwayController fairway = start()) {
      await().atMost(LONG).untilAsserted(() -> assertEquals(2, fabric.rules(OWNER).size()));
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertEquals(
                      "[ports=every tunnel=biz fallback=none, 2 rules are in force]",
                      conditions()));
      client
          .services()
          .inNamespace("shop")
          .withName("cart")
          .edit(
              service ->
                  new ServiceBuilder(service)
                      .editMetadata()
                      .withAnnotations(null)
                      .endMetadata()
                      .build());
      await().atMost(LONG).until(() -> fabric.rules(OWNER).isEmpty());
      await().atMost(LONG).untilAsserted(() -> assertEquals("[]", conditions()));
      assertTrue(fairway.watches().read());
    }
  }

  @Test
  void withoutStatus_lastGoodIntentIsThatOfThisProcess_andNoConditionIsBelieved() {
    try (FairwayController fairway =
        FairwayController.of(
                client, ClusterSettings.of("shop-eu"), SyncLoop.over(fabric.backend(OWNER)))
            .withoutStatus()
            .start()) {
      await().atMost(LONG).until(() -> fabric.rules(OWNER).size() == 2);
      long syncs = fairway.loop().state().syncs();
      annotate("bizz");
      await().atMost(LONG).until(() -> fairway.loop().state().syncs() > syncs);
      await()
          .atMost(LONG)
          .until(() -> held(fairway).equals("ports=every tunnel=biz fallback=none"));
      assertEquals(2, fabric.rules(OWNER).size());
      assertEquals("[]", conditions());
    }
  }

  private static String held(FairwayController fairway) {
    return fairway.loop().state().last().stream()
        .flatMap(report -> report.services().values().stream())
        .filter(status -> !status.isProgrammed())
        .flatMap(status -> status.accepted().stream())
        .collect(java.util.stream.Collectors.joining());
  }

  private void annotate(String tunnel) {
    client
        .services()
        .inNamespace("shop")
        .withName("cart")
        .edit(
            service ->
                new ServiceBuilder(service)
                    .editMetadata()
                    .addToAnnotations("fairway.dev/tunnel", tunnel)
                    .endMetadata()
                    .build());
  }

  @Test
  void restart_writesNothing() {
    try (FairwayController fairway = start()) {
      await().atMost(LONG).until(() -> conditions().contains("2 rules are in force"));
    }
    long writes = fabric.writes();
    String version = version();
    try (FairwayController fairway = start()) {
      await()
          .atMost(LONG)
          .until(
              () ->
                  fairway.watches().read()
                      && fairway
                          .loop()
                          .state()
                          .last()
                          .filter(report -> report.succeeded())
                          .isPresent());
      assertEquals(LoopState.Phase.WAITING, fairway.loop().state().phase());
    }
    assertEquals(writes, fabric.writes());
    assertEquals(version, version());
  }

  private String version() {
    return client
        .services()
        .inNamespace("shop")
        .withName("cart")
        .get()
        .getMetadata()
        .getResourceVersion();
  }
}
