package dev.fairway.benchmarks;

import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.mapping.LastGoodSource;
import dev.fairway.k8s.watch.ClusterInformers;
import dev.fairway.k8s.watch.WatchOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The ways of watching a cluster that are compared. */
enum WatchMode {
  /** Fairway's informers, which keep the used fields of each object. */
  FAIRWAY {
    @Override
    Watching open(String kubeconfig) {
      return new Reduced(kubeconfig);
    }
  },
  /** Plain informers of fabric8, which keep whole objects. */
  WHOLE {
    @Override
    Watching open(String kubeconfig) {
      return new Whole(kubeconfig);
    }
  };

  /** Begins to watch. */
  abstract Watching open(String kubeconfig);

  /** A cluster that is watched. */
  interface Watching extends AutoCloseable {

    /** Waits until everything was read. */
    void awaitComplete() throws InterruptedException;

    /** Makes the first snapshot, where the mode has any, and drops it. */
    void map();

    @Override
    void close();
  }

  private static final class Reduced implements Watching {

    private final EventCounter changed = new EventCounter();
    private final ClusterInformers snapshots;

    Reduced(String kubeconfig) {
      snapshots =
          new ClusterInformers(
              Config.fromKubeconfig(kubeconfig),
              SeededObjects.SETTINGS,
              WatchOptions.DEFAULT,
              LastGoodSource.SHOWN,
              status -> {},
              changed::increment);
      snapshots.start();
    }

    @Override
    public void awaitComplete() throws InterruptedException {
      long seen = changed.count();
      while (!snapshots.watches().read()) {
        seen = changed.awaitMore(seen);
      }
    }

    @Override
    public void map() {
      Completeness completeness = snapshots.snapshot().completeness();
      if (completeness != Completeness.COMPLETE) {
        throw new IllegalStateException("the snapshot is " + completeness);
      }
    }

    @Override
    public void close() {
      snapshots.close();
    }
  }

  private static final class Whole implements Watching {

    private final KubernetesClient client;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<CompletionStage<?>> started = new ArrayList<>();

    Whole(String kubeconfig) {
      client = ApiServerClients.client(kubeconfig);
      List.of(Service.class, EndpointSlice.class, Node.class, Namespace.class).forEach(this::watch);
    }

    private <T extends HasMetadata> void watch(Class<T> type) {
      SharedIndexInformer<T> informer =
          client
              .resources(type)
              .inAnyNamespace()
              .withLimit((long) WatchOptions.DEFAULT.pageSize())
              .runnableInformer(0);
      informers.add(informer);
      started.add(informer.start());
    }

    @Override
    public void awaitComplete() {
      started.forEach(start -> start.toCompletableFuture().join());
    }

    /** Plain informers make no snapshot. */
    @Override
    public void map() {}

    @Override
    public void close() {
      informers.forEach(SharedIndexInformer::stop);
      client.close();
    }
  }
}
