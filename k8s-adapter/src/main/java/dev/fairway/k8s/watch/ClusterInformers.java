package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.mapping.IncrementalMapper;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.NamespaceView;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.ServiceView;
import dev.fairway.k8s.status.StoredService;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * A cluster as it is now: watches on its Services, EndpointSlices, Nodes and Namespaces, and a
 * snapshot of them whenever one is asked for. Watches that break are tried again for ever, and
 * those that fell too far behind read everything anew; what was known stays until then.
 *
 * <p>Thread-safe. What is held of an object is small; see {@link InformerTransform}.
 */
public final class ClusterInformers implements AutoCloseable {

  private final ClusterSettings settings;
  private final WatchOptions options;
  private final Runnable changed;
  private final KubernetesClient client;
  private final Map<WatchedResource, WatchHealth> healths = new EnumMap<>(WatchedResource.class);
  private final ResourceInformer<ServiceView, WatchedService> services;
  private final ResourceInformer<EndpointSliceView, WatchedSlice> slices;
  private final ResourceInformer<NodeView, WatchedNode> nodes;
  private final ResourceInformer<NamespaceView, WatchedNamespace> namespaces;
  private final IncrementalMapper mapper;
  private final InformerSupervisor supervision;
  private final TerminatedEndpoints departures = new TerminatedEndpoints();
  private final AtomicBoolean held = new AtomicBoolean();
  private final Object announcing = new Object();
  private Completeness announced = Completeness.NEVER_READ;

  private ClusterInformers(
      Config config,
      ClusterSettings settings,
      WatchOptions options,
      LastGoodSource lastGood,
      Runnable changed) {
    this.settings = settings;
    this.options = options;
    this.changed = changed;
    for (WatchedResource resource : WatchedResource.values()) {
      healths.put(resource, new WatchHealth(resource, options.nanoClock(), this::announce));
    }
    this.client =
        WatchClient.open(
            config,
            options,
            new InformerTransform(settings.name(), settings.siteLabel()),
            new WatchInterceptor(healths));
    this.services = feed(WatchedResource.SERVICES, WatchedService.class, (older, newer) -> {});
    this.slices = feed(WatchedResource.ENDPOINT_SLICES, WatchedSlice.class, departures::replaced);
    this.nodes = feed(WatchedResource.NODES, WatchedNode.class, (older, newer) -> {});
    this.namespaces =
        feed(WatchedResource.NAMESPACES, WatchedNamespace.class, (older, newer) -> {});
    this.mapper =
        new IncrementalMapper(
            settings, service -> lastGood.of(StoredServices.of(settings.name(), service)));
    this.supervision = new InformerSupervisor(feeds(), longestSilence(config), this::announce);
  }

  private <R, W extends WatchedObject<R>> ResourceInformer<R, W> feed(
      WatchedResource resource, Class<W> type, BiConsumer<R, Optional<R>> replaced) {
    return new ResourceInformer<>(
        resource,
        type,
        client,
        options.pageSize(),
        Optional.ofNullable(healths.get(resource)).orElseThrow(),
        replaced,
        this::contentChanged);
  }

  private List<ResourceInformer<?, ?>> feeds() {
    return List.of(services, slices, nodes, namespaces);
  }

  /** Longer than any attempt takes, and the longest pause behind it. */
  private Duration longestSilence(Config config) {
    return Duration.ofSeconds(60)
        .plus(Duration.ofMillis(2L * Math.max(0, config.getRequestTimeout())))
        .plus(options.reconnect().multipliedBy(32));
  }

  /**
   * Prepares to watch a cluster; nothing is sent yet.
   *
   * @param config how to reach the API server; it is copied, and never changed
   * @param settings what is said about the cluster
   * @param lastGood who knows the last good intent of a Service
   * @param changed called behind everything that may change a snapshot or its completeness, from
   *     several threads at once and maybe often: it should only take note. Not called for what
   *     Fairway itself writes on a Service, for heartbeats of Nodes, nor for anything else that is
   *     not read
   */
  public static ClusterInformers open(
      Config config,
      ClusterSettings settings,
      WatchOptions options,
      LastGoodSource lastGood,
      Runnable changed) {
    return new ClusterInformers(config, settings, options, lastGood, changed);
  }

  /** Starts to read. Returns at once; an API server that is away is waited for. Once. */
  public void start() {
    supervision.start();
  }

  /**
   * What is known now. {@link Completeness#NEVER_READ} until everything was listed, {@link
   * Completeness#STALE} where a watch has been broken for longer than set. O(n) in objects; only
   * Services that changed are mapped anew. An endpoint that terminated and went since the last
   * complete snapshot is there once more, as gone: it holds no address, and explains its end.
   */
  public ClusterSnapshot snapshot() {
    // First how complete, then what: what comes in between makes the content newer, never older.
    Completeness completeness = completeness();
    List<EndpointSliceView> endpoints = new ArrayList<>(slices.records());
    if (completeness == Completeness.COMPLETE) {
      endpoints.addAll(departures.take());
    }
    return mapper.snapshot(
        new ClusterObjects(
            services.records(), endpoints, nodes.records(), namespaces.records(), Set.of()),
        completeness);
  }

  /** A Service as far as its status is concerned, as the watch shows it now. */
  public Optional<StoredService> stored(ServiceKey key) {
    return key.cluster().equals(settings.name())
        ? services
            .record(key.namespace() + "/" + key.name())
            .map(service -> StoredServices.of(settings.name(), service))
        : Optional.empty();
  }

  /** How the watches are. */
  public WatchState watches() {
    Map<WatchedResource, ResourceWatchState> states = new EnumMap<>(WatchedResource.class);
    healths.forEach((resource, health) -> states.put(resource, health.state()));
    return new WatchState(states);
  }

  private Completeness completeness() {
    WatchState watches = watches();
    if (!watches.read()) {
      return Completeness.NEVER_READ;
    }
    return watches.brokenFor(options.staleAfter()) ? Completeness.STALE : Completeness.COMPLETE;
  }

  /**
   * While everything is listed anew, pages of new objects stand beside old ones: an address that
   * moved from one slice to another may be in neither. So nobody is told before the end.
   */
  private void contentChanged() {
    held.set(true);
    release();
  }

  private void release() {
    if (watches().watching() && held.getAndSet(false)) {
      changed.run();
    }
  }

  private void announce() {
    release();
    synchronized (announcing) {
      Completeness now = completeness();
      if (now == announced) {
        return;
      }
      announced = now;
    }
    changed.run();
  }

  /** Stops watching; what is known can still be asked for. Can be called twice. */
  @Override
  public void close() {
    supervision.close();
    feeds().forEach(ResourceInformer::close);
    client.close();
  }
}
