package dev.fairway.k8s.watch;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.snapshot.ClusterSnapshot;
import dev.fairway.core.snapshot.Completeness;
import dev.fairway.core.snapshot.Departures;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.k8s.mapping.IncrementalMapper;
import dev.fairway.k8s.mapping.LastGoodSource;
import dev.fairway.k8s.objects.ClusterObjects;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.InformerTransform;
import dev.fairway.k8s.objects.NamespaceView;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.ObjectView;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.ServiceView;
import dev.fairway.k8s.watch.WatchedObject.WatchedNamespace;
import dev.fairway.k8s.watch.WatchedObject.WatchedNode;
import dev.fairway.k8s.watch.WatchedObject.WatchedService;
import dev.fairway.k8s.watch.WatchedObject.WatchedSlice;
import dev.fairway.runtime.safety.PodLookup;
import io.fabric8.kubernetes.client.Config;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The informers of a cluster: watches on its Services, EndpointSlices, Nodes and Namespaces, and a
 * snapshot of them on request, with the pods of the Services that need a proof of theirs. A broken
 * watch is retried for ever, with backoff; one that fell too far behind lists everything anew, in
 * pages. What was known stays until then.
 *
 * <p>Thread-safe. Of an object only its view is held; see {@link InformerTransform}.
 */
public final class ClusterInformers implements AutoCloseable {

  private static final long SUPERVISION_MILLIS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(ClusterInformers.class);

  private final ClusterSettings settings;
  private final WatchOptions options;
  private final Runnable changed;
  private final Runnable changedUrgently;
  private final WatchClient client;
  private final ApiServerProbe probe;
  private final Map<WatchedResource, WatchHealth> healths = new EnumMap<>(WatchedResource.class);
  private final ResourceInformer<ServiceView, WatchedService> services;
  private final ResourceInformer<EndpointSliceView, WatchedSlice> slices;
  private final ResourceInformer<NodeView, WatchedNode> nodes;
  private final ResourceInformer<NamespaceView, WatchedNamespace> namespaces;
  private final IncrementalMapper mapper;
  private final PodEvidenceReader pods;
  private final OwnPods ownPods;
  private final ScheduledExecutorService supervisor =
      Executors.newSingleThreadScheduledExecutor(ClusterInformers::supervisorThread);
  private final DepartureRecorder departures;
  private final CachedPodLookup podLookup;
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicBoolean pendingUrgently = new AtomicBoolean();
  private final Object announcing = new Object();
  private Completeness announced = Completeness.NEVER_READ;

  /** The informers of a cluster whose urgent changes are told as any other. */
  public ClusterInformers(
      Config config,
      ClusterSettings settings,
      WatchOptions options,
      LastGoodSource lastGood,
      Consumer<ServiceStatusView> statusChanged,
      Runnable changed) {
    this(config, settings, options, lastGood, statusChanged, changed, changed);
  }

  /**
   * The informers of a cluster, not started: nothing is sent yet.
   *
   * @param config how to reach the API server; it is copied, and never changed
   * @param settings of the cluster
   * @param lastGood the source of the last good intent of a Service
   * @param statusChanged called with the status of a Service that was stored anew, in a thread of
   *     the watch: it must return at once
   * @param changed called after everything that may change a snapshot or its completeness, from
   *     several threads at once and maybe often: it should return at once. Not called for what
   *     Fairway itself writes on a Service, for heartbeats of Nodes, nor for anything else that is
   *     not read
   * @param changedUrgently called for a change that waits for no others: an address that rules may
   *     be for has another pod now
   */
  public ClusterInformers(
      Config config,
      ClusterSettings settings,
      WatchOptions options,
      LastGoodSource lastGood,
      Consumer<ServiceStatusView> statusChanged,
      Runnable changed,
      Runnable changedUrgently) {
    this.settings = settings;
    this.options = options;
    this.changed = changed;
    this.changedUrgently = changedUrgently;
    this.client =
        WatchClient.open(config, new InformerTransform(settings.name(), settings.siteLabel()));
    this.probe = new ApiServerProbe(client.kubernetes(), options, this::retryNow, this::announce);
    for (WatchedResource resource : WatchedResource.values()) {
      healths.put(
          resource,
          new WatchHealth(
              resource, options.nanoClock(), this::announce, probe::proven, probe::probeSoon));
    }
    this.departures = new DepartureRecorder(settings.name());
    this.podLookup =
        new CachedPodLookup(
            new PodRequests(client.kubernetes(), options),
            settings.name(),
            this::selector,
            options,
            changed,
            this::contentChangedUrgently);
    this.services =
        informer(
            WatchedResource.SERVICES,
            WatchedService.class,
            StoreListener.all(
                List.of(departures.services(), new StoredStatusListener(statusChanged))));
    this.slices =
        informer(
            WatchedResource.ENDPOINT_SLICES,
            WatchedSlice.class,
            StoreListener.all(List.of(departures.slices(), podLookup.slices())));
    this.nodes = informer(WatchedResource.NODES, WatchedNode.class, departures.nodes());
    this.namespaces =
        informer(WatchedResource.NAMESPACES, WatchedNamespace.class, StoreListener.all(List.of()));
    this.mapper = new IncrementalMapper(settings, lastGood);
    this.pods = new PodEvidenceReader(client.kubernetes(), options, changed);
    this.ownPods = new OwnPods(pods, services, slices);
  }

  /**
   * The listener of the statuses of Services.
   *
   * @param changed called with one that was stored anew
   */
  private record StoredStatusListener(Consumer<ServiceStatusView> changed)
      implements StoreListener<ServiceView> {

    @Override
    public void replaced(ServiceView older, ServiceView newer) {
      if (!newer.status().equals(older.status())) {
        changed.accept(newer.status());
      }
    }
  }

  private <V extends ObjectView, W extends WatchedObject<V>> ResourceInformer<V, W> informer(
      WatchedResource resource, Class<W> type, StoreListener<V> listener) {
    return new ResourceInformer<>(
        new ResourceRequests<>(resource, type, client, options.pageSize()),
        options,
        Optional.ofNullable(healths.get(resource)).orElseThrow(),
        listener,
        this::contentChanged);
  }

  private List<ResourceInformer<?, ?>> informers() {
    return List.of(services, slices, nodes, namespaces);
  }

  private static Thread supervisorThread(Runnable work) {
    Thread thread = new Thread(work, "fairway-watches");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts the informers. Returns at once, also where the API server is away. Once. */
  public void start() {
    informers().forEach(ResourceInformer::start);
    probe.start();
    supervisor.scheduleWithFixedDelay(
        this::supervise, SUPERVISION_MILLIS, SUPERVISION_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The API server answers again: what waits to try again need not. */
  private void retryNow() {
    informers().forEach(ResourceInformer::retryNow);
    pods.retryNow();
  }

  /** Looks after the informers. Snapshots also become stale by time alone. */
  private void supervise() {
    try {
      informers().forEach(ResourceInformer::supervise);
      announce();
    } catch (RuntimeException escaped) {
      // The scheduler would run no more after an exception.
      LOG.error("looking after the watches: {}", escaped.getClass().getName());
    }
  }

  /**
   * The snapshot of the stores. {@link Completeness#NEVER_READ} until everything was listed, {@link
   * Completeness#STALE} where a watch has been broken for longer than set. O(n) in objects; only
   * Services that changed are mapped anew. What was seen to leave since the last complete snapshot
   * is in it once: that tells an orderly end from a loss.
   *
   * <p>Where Services ask for {@code access} or {@code inspect}, the pods of those that changed are
   * listed first, which takes as long as the API server does, and at most as long as set.
   */
  public ClusterSnapshot snapshot() {
    // First how complete, then what: what comes in between makes the content newer, never older.
    Completeness completeness = completeness();
    Departures left =
        completeness == Completeness.COMPLETE
            ? departures.take(
                service -> services.view(service.namespace() + "/" + service.name()).isPresent(),
                node -> nodes.view("/" + node).isPresent())
            : Departures.NONE;
    ClusterSnapshot snapshot =
        ownPods.prove(
            mapper.snapshot(
                new ClusterObjects(
                    services.views(), slices.views(), nodes.views(), namespaces.views(), Set.of()),
                completeness));
    if (completeness == Completeness.COMPLETE) {
      podLookup.follow(snapshot);
    }
    return left.equals(Departures.NONE) ? snapshot : snapshot.withDepartures(left);
  }

  /** The lookup of the pods at addresses that are missing from a snapshot. */
  public PodLookup podLookup() {
    return podLookup;
  }

  /** The labels of the pods of a Service; empty where it selects none, or is gone. */
  private SortedMap<String, String> selector(ServiceKey service) {
    return services
        .view(service.namespace() + "/" + service.name())
        .map(ServiceView::spec)
        .map(OwnPods::selector)
        .orElseGet(TreeMap::new);
  }

  /** The metadata and conditions of a Service, as the watch shows it now. */
  public Optional<ServiceStatusView> stored(ServiceKey key) {
    return key.cluster().equals(settings.name())
        ? services.view(key.namespace() + "/" + key.name()).map(ServiceView::status)
        : Optional.empty();
  }

  /** The state of the watches. */
  public WatchState watches() {
    Map<WatchedResource, ResourceWatchState> states = new EnumMap<>(WatchedResource.class);
    healths.forEach((resource, health) -> states.put(resource, health.state()));
    return new WatchState(states, probe.state());
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
   * moved from one slice to another may be in neither. So the listener is called after the end.
   */
  private void contentChanged() {
    pending.set(true);
    release();
  }

  private void contentChangedUrgently() {
    pendingUrgently.set(true);
    release();
  }

  private void release() {
    if (!watches().watching()) {
      return;
    }
    if (pendingUrgently.getAndSet(false)) {
      changedUrgently.run();
    }
    if (pending.getAndSet(false)) {
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

  /** Stops watching; the last snapshot stays available. Can be called twice. */
  @Override
  public void close() {
    supervisor.shutdownNow();
    probe.close();
    informers().forEach(ResourceInformer::close);
    podLookup.close();
    pods.close();
    // A connection with an open watch would outlive the client.
    informers().forEach(ResourceInformer::awaitEnd);
    client.close();
  }
}
