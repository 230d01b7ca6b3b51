package dev.fairway.demo;

import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays the controllers behind Pods: where somebody deletes one, another one comes up at its site
 * with an address of its own, and takes its place in every slice. Slices are read from the API, so
 * that what people wrote there stays.
 */
final class PodReplacer implements ResourceEventHandler<Pod>, AutoCloseable {

  private final KubernetesClient client;
  private final DemoCluster cluster;
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "fairway-demo-pods");
            thread.setDaemon(true);
            return thread;
          });
  private final SharedIndexInformer<Pod> informer;

  /** Plays from now on. */
  PodReplacer(KubernetesClient client, DemoCluster cluster) {
    this.client = client;
    this.cluster = cluster;
    this.informer = client.pods().inAnyNamespace().inform(this);
  }

  @Override
  public void onAdd(Pod pod) {}

  @Override
  public void onUpdate(Pod before, Pod pod) {}

  @Override
  public void onDelete(Pod pod, boolean unseen) {
    work.execute(() -> replace(pod));
  }

  private void replace(Pod gone) {
    List<EndpointSlice> slices =
        client
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(ObjectFields.namespace(gone))
            .list()
            .getItems();
    Optional<DemoPod> old =
        slices.stream()
            .flatMap(slice -> ObjectFields.list(slice.getEndpoints()).stream())
            .filter(endpoint -> isOf(endpoint, gone))
            .flatMap(endpoint -> DemoPod.of(endpoint).stream())
            .findFirst();
    old.ifPresent(
        one -> {
          DemoPod fresh = cluster.comesFor(one);
          client.resource(likeness(gone, fresh)).create();
          slices.forEach(slice -> replace(slice, one, fresh));
        });
  }

  private void replace(EndpointSlice slice, DemoPod old, DemoPod fresh) {
    if (ObjectFields.list(slice.getEndpoints()).stream()
        .anyMatch(endpoint -> DemoPod.of(endpoint).equals(Optional.of(old)))) {
      ClusterWriter.slice(client, slice)
          .edit(held -> PodLife.stop(PodLife.start(held, old, fresh), old));
    }
  }

  private static boolean isOf(Endpoint endpoint, Pod pod) {
    return endpoint.getTargetRef() != null
        && ObjectFields.name(pod).equals(endpoint.getTargetRef().getName());
  }

  private static Pod likeness(Pod gone, DemoPod fresh) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(fresh.name())
        .withNamespace(ObjectFields.namespace(gone))
        .withLabels(ObjectFields.labels(gone))
        .endMetadata()
        .withSpec(gone.getSpec())
        .build();
  }

  @Override
  public void close() {
    informer.close();
    work.shutdownNow();
  }
}
