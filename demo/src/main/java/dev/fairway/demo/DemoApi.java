package dev.fairway.demo;

import dev.fairway.embedded.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A Kubernetes API in this process, and the client of those who play people and controllers. */
final class DemoApi implements AutoCloseable {

  private final DemoClock clock = new DemoClock();
  private final EmbeddedKubernetes api = EmbeddedKubernetes.builder().clock(clock).start();
  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final KubernetesClient people = newClient();

  /** Starts one in the background, while the story begins. */
  static CompletableFuture<DemoApi> begin() {
    return CompletableFuture.supplyAsync(
        () -> {
          DemoApi api = new DemoApi();
          // The first answer takes far longer than any other: it loads most of the client.
          api.people().services().inAnyNamespace().list();
          return api;
        });
  }

  /** A client of its own for somebody; who asks closes it. */
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

  /** What people and the other controllers of the cluster use. */
  KubernetesClient people() {
    return people;
  }

  /** The API server's. */
  DemoClock clock() {
    return clock;
  }

  URI url() {
    return api.url();
  }

  /** For kubectl. */
  String kubeconfig() {
    return api.kubeconfig();
  }

  /** Ends all watches, and answers nobody from now on. */
  void goAway() {
    api.goAway();
  }

  @Override
  public void close() {
    people.close();
    api.close();
  }
}
