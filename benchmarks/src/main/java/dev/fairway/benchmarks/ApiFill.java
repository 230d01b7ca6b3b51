package dev.fairway.benchmarks;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients of an API server, and how it gets its objects. */
final class ApiFill {

  private ApiFill() {}

  static KubernetesClient client(String kubeconfig) {
    return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /** Creates the objects, one after the other. */
  static void create(SeededObjects objects, KubernetesClient client) {
    objects.all().forEach(one -> create(one, client));
  }

  private static void create(HasMetadata object, KubernetesClient client) {
    client.resource(object).create();
  }
}
