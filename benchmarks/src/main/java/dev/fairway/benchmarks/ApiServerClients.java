package dev.fairway.benchmarks;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients of the embedded API server, and the creation of its objects. */
final class ApiServerClients {

  private ApiServerClients() {}

  static KubernetesClient client(String kubeconfig) {
    // The API in this process offers no watches over web sockets.
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig)).withOnlyHttpWatches(true).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Creates the objects, one after the other. */
  static void create(SeededObjects objects, String kubeconfig) {
    try (KubernetesClient client = client(kubeconfig)) {
      objects.all().forEach(object -> client.resource(object).create());
    }
  }
}
