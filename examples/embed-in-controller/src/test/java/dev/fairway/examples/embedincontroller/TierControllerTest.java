package dev.fairway.examples.embedincontroller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.embedded.EmbeddedKubernetes;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierControllerTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String FABRIC =
      """
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}], edges: [{name: a, transports: [mpls, biz-internet]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}], edges: [{name: b, transports: [mpls, biz-internet]}]}
      """;

  @TempDir private Path folder;

  @Test
  void labelledService_isSteered_untilTheLabelGoes() throws IOException {
    Path fabric = Files.writeString(folder.resolve("fabric.yaml"), FABRIC);
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
        KubernetesClient client = client(kubernetes);
        TierController controller = new TierController(client, fabric)) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName("shop").and().build())
          .create();
      client.resource(cart(Map.of("shop.example/tier", "gold"))).create();
      client.resource(slice()).create();
      await().atMost(LONG).untilAsserted(() -> assertEquals("True", programmed(client)));
      assertTrue(controller.isSteering());

      client
          .services()
          .inNamespace("shop")
          .withName("cart")
          .edit(
              service -> new ServiceBuilder(service).editMetadata().withLabels(null).and().build());
      await().atMost(LONG).untilAsserted(() -> assertEquals("", programmed(client)));
    }
  }

  @Test
  void classPath_holdsNoOperator() {
    String classPath =
        List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toString())
            .collect(Collectors.joining("\n"));
    assertTrue(classPath.contains("kubernetes-client"), classPath);
    for (String absent : List.of("picocli", "micrometer", "logback", "fairway-operator")) {
      assertFalse(classPath.contains(absent), absent);
    }
  }

  private static KubernetesClient client(EmbeddedKubernetes kubernetes) {
    Config config = Config.fromKubeconfig(kubernetes.kubeconfig());
    // What the in-process API offers; a real one offers both.
    config.setOnlyHttpWatches(true);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static String programmed(KubernetesClient client) {
    Service cart = client.services().inNamespace("shop").withName("cart").get();
    return Optional.ofNullable(cart.getStatus().getConditions()).orElse(List.of()).stream()
        .filter(condition -> condition.getType().equals("fairway.dev/Programmed"))
        .map(Condition::getStatus)
        .collect(Collectors.joining());
  }

  private static Service cart(Map<String, String> labels) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("cart")
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  private static io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice slice() {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("cart-1")
        .addToLabels("kubernetes.io/service-name", "cart")
        .endMetadata()
        .withAddressType("IPv4")
        .addNewPort()
        .withName("")
        .withPort(8080)
        .endPort()
        .addNewEndpoint()
        .withAddresses("10.2.0.4")
        .endEndpoint()
        .build();
  }
}
