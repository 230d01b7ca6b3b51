package dev.fairway.embedded;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What every Kubernetes API does, the one in this module and real ones. Each scenario has a
 * namespace of its own, named after it.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiScenarios
    implements CreateScenarios,
        UpdateScenarios,
        DeleteScenarios,
        ListScenarios,
        WatchScenarios,
        ApplyScenarios,
        InformerScenarios {

  private KubernetesClient client;
  private RawApi api;
  private String namespace;

  /** Of the server under test. */
  abstract String kubeconfig();

  @BeforeAll
  void connect() {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig())).withOnlyHttpWatches(true).build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    api = RawApi.of(config);
  }

  @AfterAll
  void disconnect() {
    if (client != null) {
      client.close();
    }
  }

  @BeforeEach
  void openNamespace(TestInfo test) {
    String scenario = test.getTestMethod().orElseThrow().getName();
    namespace = "scenario-" + Integer.toUnsignedString(scenario.hashCode(), 36);
    // What a run before this one left behind may still be on its way out.
    client.namespaces().withName(namespace).delete();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .until(() -> client.namespaces().withName(namespace).get() == null);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  @AfterEach
  void closeNamespace() {
    client.namespaces().withName(namespace).delete();
  }

  @Override
  public RawApi api() {
    return api;
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public String namespace() {
    return namespace;
  }
}
