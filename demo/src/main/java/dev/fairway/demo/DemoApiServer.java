package dev.fairway.demo;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.embedded.SimulatedPods;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;

/** A Kubernetes API server in this process, and its clients. Thread-safe. */
final class DemoApiServer implements AutoCloseable {

  private final EmbeddedKubernetes api = EmbeddedKubernetes.start();
  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final KubernetesClient client = newClient();

  /** A further client; the caller closes it. */
  KubernetesClient newClient() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.url().toString())
            .withOnlyHttpWatches(true)
            .build();
    // One serialization for all clients: each learns the whole model of Kubernetes.
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization)
        .build();
  }

  /** The client of users and of the cluster's other controllers. */
  KubernetesClient client() {
    return client;
  }

  /** Stores an object with its creation time and its status. */
  void seed(HasMetadata object) {
    api.seed(serialization.asJson(object));
  }

  SimulatedPods pods() {
    return api.pods();
  }

  URI url() {
    return api.url();
  }

  /** A kubeconfig for kubectl. */
  String kubeconfig() {
    return api.kubeconfig();
  }

  /** Ends all watches and refuses connections from now on. */
  void goAway() {
    api.goAway();
  }

  @Override
  public void close() {
    client.close();
    api.close();
  }
}
